package flashflow.data.parquet;

import org.apache.parquet.hadoop.metadata.BlockMetaData;

/**
 * Rows of a file that lie together, each of their columns in one piece.
 *
 * @param part the file
 * @param number of the row group among those of the whole dataset
 * @param block where its columns lie
 * @param firstRow its first row in the count of the dataset
 */
record RowGroup(PartFile part, int number, BlockMetaData block, long firstRow) {
    /** Number of rows. */
    int rows() {
        return Math.toIntExact(block.getRowCount());
    }

    long endRow() {
        return firstRow + block.getRowCount();
    }

    /** Whether values of a column may be missing, for all that is known without reading them. */
    boolean mayMiss(String name) {
        var leaf = part.leaves().get(name);
        if (leaf == null || leaf.column().getMaxDefinitionLevel() == 0) {
            return false;
        }
        var statistics = part.chunk(block, leaf).getStatistics();
        return statistics == null || !statistics.isNumNullsSet() || statistics.getNumNulls() > 0;
    }

    /**
     * Reads one column of it.
     *
     * @param name of a column, or of a key of the folders
     * @param list how many values each row has
     */
    ColumnValues read(String name, int list) {
        var leaf = part.leaves().get(name);
        if (leaf == null) {
            return ChunkDecoder.constant(part.keys().get(name), rows());
        }
        var path = part.file().path();
        var chunk = part.chunk(block, leaf);
        String place = "File " + path + ", column '" + name + "'";
        Codec.refuseUnknown(chunk.getCodec(), place);
        return Damage.guarded(path, "column '" + name + "', row group from row " + firstRow + " on,", () -> {
            byte[] bytes = part.file().read(chunk.getStartingPos(), Math.toIntExact(chunk.getTotalSize()));
            var pages = new Pages(bytes, leaf.column(), chunk.getCodec());
            return ChunkDecoder.decode(place + ", row group from row " + firstRow + " on", leaf, pages, rows(), list);
        });
    }
}
