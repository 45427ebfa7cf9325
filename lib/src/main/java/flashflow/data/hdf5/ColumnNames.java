package flashflow.data.hdf5;

import flashflow.data.Place;
import flashflow.data.hdf5.format.Attributes;
import flashflow.data.hdf5.format.ObjectHeader;
import flashflow.data.hdf5.writing.WriterOptions;
import java.util.List;
import java.util.Optional;

/**
 * The names that a file gives the columns of a dataset: an attribute of the dataset holding one string per column.
 *
 * @param names one for each column, or none where the file gives none
 * @param unrelated the attribute that is called like one of names but is none, if there is one
 */
record ColumnNames(List<String> names, Optional<String> unrelated) {
    /** What {@link Hdf5Writer} writes. */
    static final String ATTRIBUTE = WriterOptions.NAMES;

    /** Other spellings that are understood. */
    private static final List<String> SPELLINGS = List.of(ATTRIBUTE, "column_names", "names");

    /** The first list of as many texts as there are columns; one of another number is about something else. */
    static ColumnNames read(ObjectHeader dataset, int width, Place place) {
        var attributes = new Attributes(dataset);
        Optional<String> unrelated = Optional.empty();
        for (String spelling : SPELLINGS) {
            var texts = attributes.texts(spelling);
            if (texts.isPresent() && texts.get().size() == width) {
                return new ColumnNames(distinct(spelling, texts.get(), place), Optional.empty());
            }
            unrelated = unrelated.or(() -> texts.map(found -> "'" + spelling + "' with " + found.size() + " texts"));
        }
        return new ColumnNames(List.of(), unrelated);
    }

    private static List<String> distinct(String attribute, List<String> names, Place place) {
        if (names.stream().distinct().count() != names.size()) {
            throw place.refuse(
                    "its attribute '" + attribute + "' gives several columns one name",
                    "give every column a name of its own");
        }
        return List.copyOf(names);
    }
}
