package flashflow.data.hdf5;

/**
 * How a dataset is cut into chunks: the extent of the dataset and of one chunk, in elements.
 *
 * @param rows rows of the dataset
 * @param columns columns of the dataset
 * @param chunkRows rows of a chunk
 * @param chunkColumns columns of a chunk
 */
record ChunkShape(long rows, int columns, int chunkRows, int chunkColumns) {
    long gridRows() {
        return (rows + chunkRows - 1) / chunkRows;
    }

    int gridColumns() {
        return (columns + chunkColumns - 1) / chunkColumns;
    }

    long chunkElements() {
        return (long) chunkRows * chunkColumns;
    }

    /** Columns of the dataset inside a chunk of the given grid column; the last one may stick out. */
    int columnsIn(int gridColumn) {
        return Math.min(chunkColumns, columns - gridColumn * chunkColumns);
    }
}
