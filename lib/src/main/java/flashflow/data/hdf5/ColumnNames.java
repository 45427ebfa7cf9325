package flashflow.data.hdf5;

import flashflow.data.Place;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import java.util.List;
import java.util.stream.Stream;

/** The names that a file gives the columns of a dataset: an attribute of the dataset holding one string per column. */
final class ColumnNames {
    /** What {@link Hdf5Writer} writes. */
    static final String ATTRIBUTE = "columns";

    /** Other spellings that are understood. */
    private static final List<String> SPELLINGS = List.of(ATTRIBUTE, "column_names", "names");

    private ColumnNames() {}

    /** The names, or an empty list if the dataset has no such attribute. */
    static List<String> read(Dataset dataset, int width, Place place) {
        var attributes = attributes(dataset);
        for (String spelling : SPELLINGS) {
            var attribute = attributes.get(spelling);
            if (attribute != null) {
                return names(attribute, width, place);
            }
        }
        return List.of();
    }

    private static java.util.Map<String, Attribute> attributes(Dataset dataset) {
        try {
            return dataset.getAttributes();
        } catch (RuntimeException e) {
            // An attribute of a kind that jhdf cannot read must not make the rows unreadable.
            return java.util.Map.of();
        }
    }

    private static List<String> names(Attribute attribute, int width, Place place) {
        if (!(attribute.getData() instanceof String[] names)) {
            return List.of();
        }
        if (names.length != width || Stream.of(names).distinct().count() != width) {
            throw place.refuse(
                    "its attribute '" + attribute.getName() + "' names " + names.length + " columns for " + width,
                    "give every column a name of its own");
        }
        return List.of(names);
    }
}
