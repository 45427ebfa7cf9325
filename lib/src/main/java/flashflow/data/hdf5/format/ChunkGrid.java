package flashflow.data.hdf5.format;

/**
 * How a 2-D dataset is cut into chunks, as far as the numbering of the chunks in an index goes.
 *
 * @param chunkBytes of a chunk without filters
 * @param filtered whether chunks are stored through filters
 * @param rows chunks along the rows, now
 * @param columns chunks along the columns, now
 * @param mostRows chunks along the rows at the dataset's largest extent, {@link Dataspace#UNLIMITED} without bound
 * @param mostColumns the same along the columns
 */
public record ChunkGrid(long chunkBytes, boolean filtered, long rows, long columns, long mostRows, long mostColumns) {
    boolean holds(long row, long column) {
        return row >= 0 && row < rows && column >= 0 && column < columns;
    }
}
