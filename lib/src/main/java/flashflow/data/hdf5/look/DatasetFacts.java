package flashflow.data.hdf5.look;

import flashflow.data.hdf5.filters.ChunkFilters;
import flashflow.data.hdf5.filters.StoredFilter;
import flashflow.data.hdf5.format.Attribute;
import flashflow.data.hdf5.format.Attributes;
import flashflow.data.hdf5.format.Dataspace;
import flashflow.data.hdf5.format.Datatype;
import flashflow.data.hdf5.format.FilterPipeline;
import flashflow.data.hdf5.format.Layout;
import flashflow.data.hdf5.format.ObjectHeader;
import flashflow.data.hdf5.format.StoredBytes;
import java.util.List;
import java.util.Optional;

/**
 * What decides how a dataset can be opened.
 *
 * @param path in the file, without a slash at its beginning
 * @param type of an element
 * @param space its extent
 * @param obstacle why its values cannot be read, whatever they are; empty where they can
 * @param attributes all that it has
 */
record DatasetFacts(
        String path, Datatype type, Dataspace space, Optional<String> obstacle, List<Attribute> attributes) {
    static DatasetFacts of(String path, ObjectHeader header) {
        return new DatasetFacts(
                path, Datatype.of(header), Dataspace.of(header), obstacle(header), new Attributes(header).all());
    }

    private static Optional<String> obstacle(ObjectHeader header) {
        if (header.isExternal()) {
            return Optional.of("external: its values lie in other files of raw bytes; copy it with h5py");
        }
        if (Layout.of(header) instanceof Layout.Virtual) {
            return Optional.of("virtual: its values lie in other datasets; open those, or copy it with h5py");
        }
        return ChunkFilters.unknown(FilterPipeline.of(header))
                .map(DatasetFacts::unread)
                .or(() -> Damage.or(() -> unwritten(header), reason -> Optional.of("damaged: " + reason)));
    }

    private static Optional<String> unwritten(ObjectHeader header) {
        boolean none =
                StoredBytes.of(header).orElse(1) == 0 && Dataspace.of(header).elements() > 0;
        return none ? Optional.of("never written") : Optional.empty();
    }

    private static String unread(StoredFilter filter) {
        return "the filter " + filter.label() + " is not supported; h5repack -f GZIP=4 file.h5 plain.h5";
    }

    int rank() {
        return space.extent().length;
    }

    long rows() {
        return space.extent()[0];
    }

    /** Extent along a dimension, of which negative ones count from the last. */
    long side(int dimension) {
        return space.extent()[dimension < 0 ? rank() + dimension : dimension];
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Whether there are values to be had, and rows of them. */
    boolean hasRows() {
        return obstacle.isEmpty() && !space.isNull() && rank() > 0 && space.elements() > 0;
    }

    boolean isNumber() {
        return type.number().isPresent();
    }

    boolean isText() {
        return type.kind() == Datatype.Kind.TEXT;
    }

    boolean isBoolean() {
        return type.isBoolean();
    }

    /** The text of an attribute of one text. */
    Optional<String> text(String attribute) {
        return attributes.stream()
                .filter(each -> each.name().equals(attribute))
                .findFirst()
                .flatMap(AttributeText::single);
    }

    /** The attribute that has a text for each of the last dimension's places. */
    Optional<String> labels() {
        return rank() < 2
                ? Optional.empty()
                : attributes.stream()
                        .filter(each -> AttributeText.isListOfTexts(each, side(-1)))
                        .map(Attribute::name)
                        .findFirst();
    }
}
