package flashflow.data.hdf5.look;

import flashflow.data.hdf5.format.Attributes;
import flashflow.data.hdf5.format.Datatype;
import flashflow.data.hdf5.format.ObjectHeader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The line of Java that opens a group as a table of columns, by the datasets in it. */
final class GroupOpening {
    private static final int MOST_LENGTHS = 4;

    private final String path;
    private final List<DatasetFacts> members;

    private GroupOpening(String path, List<DatasetFacts> members) {
        this.path = path;
        this.members = members;
    }

    /** @param members those of its members that are datasets */
    static Opening of(String path, ObjectHeader header, List<DatasetFacts> members) {
        return isPandas(header) ? Opening.columns(path) : new GroupOpening(path, members).opening();
    }

    /** Whether pandas wrote it: what lies in it are parts of one frame. */
    static boolean isPandas(ObjectHeader header) {
        return Damage.or(() -> new Attributes(header).find("pandas_type").isPresent(), reason -> false);
    }

    /** The dataset of texts in the group that names a dataset's columns. */
    static Optional<String> labels(DatasetFacts dataset, List<DatasetFacts> members) {
        return members.stream()
                .filter(other ->
                        dataset.rank() > 1 && other.isText() && other.rank() == 1 && other.rows() == dataset.side(-1))
                .map(DatasetFacts::name)
                .findFirst();
    }

    private Opening opening() {
        if (isJagged()) {
            return Opening.not("jagged: lists of different lengths, no columns");
        }
        var columns = members.stream().filter(GroupOpening::isColumn).toList();
        if (columns.size() < 2) {
            return Opening.NONE;
        }
        var lengths = columns.stream().map(GroupOpening::length).distinct().toList();
        return lengths.size() == 1 ? table(columns) : Opening.not(apart(lengths));
    }

    /** As LEGEND writes lists: all values in one dataset, and where each list ends in the other. */
    private boolean isJagged() {
        var names = members.stream().map(DatasetFacts::name).toList();
        return names.contains("cumulative_length") && names.contains("flattened_data");
    }

    private static boolean isColumn(DatasetFacts dataset) {
        return dataset.rank() <= 2
                && dataset.type().kind() != Datatype.Kind.COMPOUND
                && HowToOpen.of(dataset, Optional.empty()).opens();
    }

    private static long length(DatasetFacts dataset) {
        boolean vector = dataset.rank() == 2 && dataset.side(1) == 1;
        return dataset.side(Matlab.wrote(dataset) && !vector ? -1 : 0);
    }

    private Opening table(List<DatasetFacts> columns) {
        if (columns.stream().allMatch(Matlab::wrote)) {
            return Opening.columns(path, ".transposed()");
        }
        var lists = columns.stream()
                .filter(column -> column.rank() == 2 && column.side(1) > 1)
                .toList();
        return isPadded(lists) ? Opening.columns(path, ".flatten()").and(mask(lists)) : Opening.columns(path);
    }

    /** Lists of one length, a quantity in each dataset; what has one dimension is said of a whole list. */
    private static boolean isPadded(List<DatasetFacts> lists) {
        return lists.stream().map(list -> list.side(1)).distinct().count() == 1
                && lists.stream().anyMatch(DatasetFacts::isBoolean);
    }

    private static String mask(List<DatasetFacts> columns) {
        return columns.stream()
                .filter(DatasetFacts::isBoolean)
                .map(DatasetFacts::name)
                .filter(Masks::isCalledSo)
                .map(Masks::call)
                .findFirst()
                .orElse("");
    }

    private static String apart(List<Long> lengths) {
        String some = lengths.stream().limit(MOST_LENGTHS).map(String::valueOf).collect(Collectors.joining(", "));
        return "its datasets have different numbers of rows (" + some + (lengths.size() > MOST_LENGTHS ? ", …" : "")
                + "): open them one by one";
    }
}
