package flashflow.data.parquet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/**
 * One Parquet file, opened.
 *
 * @param file its bytes
 * @param leaves columns that can be read, by name
 * @param refused why the others cannot, by name
 * @param blocks its row groups that have rows
 * @param keys what the names of the folders say that it lies in
 */
record PartFile(
        UnchangedFile file,
        Map<String, Leaf> leaves,
        Map<String, String> refused,
        List<BlockMetaData> blocks,
        Map<String, String> keys) {
    /** Of one list. */
    static final int MOST_COLUMNS = 10_000;

    static PartFile open(FoundFile found) {
        var file = UnchangedFile.of(found.path());
        var footer = Footer.read(file);
        var schema = SchemaLeaves.of(footer.getFileMetaData().getSchema());
        var leaves = new LinkedHashMap<String, Leaf>();
        var refused = new LinkedHashMap<>(schema.refused());
        for (Leaf leaf : schema.leaves()) {
            if (leaves.put(leaf.name(), leaf) != null) {
                refused.put(leaf.name(), "the name of several columns");
            }
        }
        refused.keySet().forEach(leaves::remove);
        var blocks = new ArrayList<>(footer.getBlocks());
        blocks.removeIf(block -> block.getRowCount() == 0);
        return new PartFile(file, leaves, refused, blocks, found.keys());
    }

    /** Where the values of a column in a row group lie. */
    ColumnChunkMetaData chunk(BlockMetaData block, Leaf leaf) {
        var chunk = block.getColumns().get(leaf.index());
        if (!chunk.getPath().equals(leaf.path())) {
            throw Damage.refuse(
                    file.path(), "a row group has '" + chunk.getPath() + "' in the place of '" + leaf.name() + "'");
        }
        return chunk;
    }

    /** Number of rows. */
    long rows() {
        return blocks.stream().mapToLong(BlockMetaData::getRowCount).reduce(0, Math::addExact);
    }

    /** How many values each row has of a column: 1 without lists, 0 if not all have the same, or more than can be columns. */
    int listLength(Leaf leaf) {
        if (!leaf.isList()) {
            return 1;
        }
        long[] lengths = blocks.stream()
                .mapToLong(block -> {
                    long values = chunk(block, leaf).getValueCount();
                    return values % block.getRowCount() == 0 ? values / block.getRowCount() : 0;
                })
                .distinct()
                .toArray();
        return lengths.length == 1 && lengths[0] <= MOST_COLUMNS ? (int) lengths[0] : 0;
    }
}
