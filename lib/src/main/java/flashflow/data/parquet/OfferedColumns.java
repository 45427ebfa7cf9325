package flashflow.data.parquet;

import flashflow.FlashFlowException;
import flashflow.data.ColumnFinder;
import flashflow.data.ColumnType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns that all files of a dataset have.
 *
 * @param columns by name, in the order of the first file, then the keys of the folders
 * @param refused why others cannot be read, by name
 */
record OfferedColumns(Map<String, OfferedColumn> columns, Map<String, String> refused) {
    private static final String JAGGED = "lists of differing lengths, or of more than " + PartFile.MOST_COLUMNS
            + " values; explode them into rows, or write lists of one length";

    /** @throws FlashFlowException if the files have different columns */
    static OfferedColumns of(List<PartFile> parts) {
        var first = parts.get(0);
        parts.forEach(part -> refuseOthers(first, part));
        var offered = new OfferedColumns(new LinkedHashMap<>(), new LinkedHashMap<>(first.refused()));
        first.leaves().values().forEach(leaf -> offered.add(leaf, parts));
        first.keys().keySet().forEach(offered::addKey);
        return offered;
    }

    private static void refuseOthers(PartFile first, PartFile part) {
        boolean same = part.leaves().keySet().equals(first.leaves().keySet())
                && part.keys().keySet().equals(first.keys().keySet());
        for (Leaf leaf : first.leaves().values()) {
            var other = part.leaves().get(leaf.name());
            if (other != null && !leaf.agrees(other)) {
                throw new FlashFlowException("File " + part.file().path() + ", column '" + leaf.name() + "' has type "
                        + other.column().getPrimitiveType() + ", and "
                        + first.file().path() + " has "
                        + leaf.column().getPrimitiveType() + "; write all files with the same types.");
            }
        }
        if (!same) {
            throw new FlashFlowException("File " + part.file().path() + " has the columns "
                    + part.leaves().keySet() + part.keys().keySet() + ", and "
                    + first.file().path() + " has "
                    + first.leaves().keySet() + first.keys().keySet() + "; open files of the same columns together.");
        }
    }

    private void add(Leaf leaf, List<PartFile> parts) {
        int list = parts.get(0).listLength(leaf);
        boolean same =
                parts.stream().allMatch(part -> part.listLength(part.leaves().get(leaf.name())) == list);
        if (list < 1 || !same) {
            refused.put(leaf.name(), JAGGED);
        } else if (leaf.isList()) {
            for (int i = 0; i < list; i++) {
                put(leaf.name() + "[" + i + "]", leaf, i, list);
            }
        } else {
            put(leaf.name(), leaf, 0, 1);
        }
    }

    private void put(String name, Leaf leaf, int at, int list) {
        var kind = leaf.kind();
        columns.put(name, new OfferedColumn(name, kind.type(), kind.carried(), leaf.name(), at, list));
    }

    private void addKey(String key) {
        var column = new OfferedColumn(key, ColumnType.TEXT, ColumnType.TEXT, key, 0, 1);
        if (columns.put(key, column) != null) {
            throw new FlashFlowException(
                    "The name '" + key + "' is that of a column and of folders; rename one of them.");
        }
    }

    /**
     * The column of a name.
     *
     * @param place of the dataset, for the message
     */
    OfferedColumn find(String name, String place) {
        var found = columns.get(name);
        if (found != null) {
            return found;
        }
        String reason = refused.get(name);
        String wrong = reason == null
                ? "there is no column '" + name + "'; "
                        + ColumnFinder.among(List.copyOf(columns.keySet())).nearest(name)
                : "the column '" + name + "' holds " + reason;
        throw new FlashFlowException(place + ": " + wrong + ".");
    }
}
