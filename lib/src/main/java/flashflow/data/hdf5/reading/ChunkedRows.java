package flashflow.data.hdf5.reading;

import flashflow.data.ColumnLayout;
import flashflow.data.Parallel;
import flashflow.data.RowSource;

/**
 * Rows that are stored in chunks of rows or of columns, compressed or not; several chunks are decoded in parallel. Read inside
 * {@link OpenFile#reading}.
 */
final class ChunkedRows implements RowSource {
    /** Below this many values a second thread costs more than it brings. */
    private static final long PARALLEL_FROM = 1 << 16;

    private final ChunkShape shape;
    private final ChunkTable table;
    private final ChunkDecoder decoder;
    private final ChunkCache cache;

    /** @param cache of the dataset, for chunks that are read in part */
    ChunkedRows(ChunkShape shape, ChunkTable table, ChunkDecoder decoder, ChunkCache cache) {
        this.shape = shape;
        this.table = table;
        this.decoder = decoder;
        this.cache = cache;
        cache.atLeast(4 * shape.chunkElements() * shape.values() * shape.gridColumns());
    }

    /** By number: a file's own names are chosen from later. */
    @Override
    public ColumnLayout layout() {
        return ColumnLayout.numbered(shape.columns());
    }

    @Override
    public long rowCount() {
        return shape.rows();
    }

    @Override
    public int width() {
        return shape.columns();
    }

    @Override
    public int blockRows() {
        return shape.chunkRows();
    }

    @Override
    public void read(long firstRow, int count, float[] into, int offset) {
        long firstGridRow = firstRow / shape.chunkRows();
        int gridRows = (int) ((firstRow + count - 1) / shape.chunkRows() - firstGridRow + 1);
        int chunks = gridRows * shape.gridColumns();
        Parallel.forEach(chunks, chunks * shape.chunkElements() * shape.values() >= PARALLEL_FROM, i -> {
            long gridRow = firstGridRow + i / shape.gridColumns();
            copy(gridRow, i % shape.gridColumns(), firstRow, count, into, offset);
        });
    }

    /** Copies what one chunk holds of the wanted rows to its place. */
    private void copy(long gridRow, int gridColumn, long firstRow, int count, float[] into, int offset) {
        long chunkStart = gridRow * shape.chunkRows();
        long from = Math.max(firstRow, chunkStart);
        long to = Math.min(firstRow + count, Math.min(shape.rows(), chunkStart + shape.chunkRows()));
        boolean whole = from == chunkStart && to == Math.min(shape.rows(), chunkStart + shape.chunkRows());
        int index = table.index(gridRow, gridColumn);
        int source = (int) (from - chunkStart) * shape.chunkColumns();
        int target = offset + (int) (from - firstRow) * shape.columns();
        int rows = (int) (to - from);
        if (shape.isOfWholeRows()) {
            copyRows(index, whole, source, rows * shape.columns(), into, target);
        } else {
            float[] kept = kept(index, whole);
            float[] chunk = kept == null ? decoder.values(index) : kept;
            shape.stretches(
                    gridColumn,
                    (first, place, columns) -> copyColumns(chunk, source + first, rows, columns, into, target + place));
        }
    }

    private void copyRows(int index, boolean whole, int source, int values, float[] into, int target) {
        float[] kept = kept(index, whole);
        if (kept != null) {
            System.arraycopy(kept, source, into, target, values);
        } else {
            decoder.decode(index, source, values, into, target);
        }
    }

    private void copyColumns(float[] chunk, int source, int rows, int columns, float[] into, int target) {
        for (int row = 0; row < rows; row++) {
            copyRow(chunk, source + row * shape.chunkColumns(), into, target + row * shape.columns(), columns);
        }
    }

    private static void copyRow(float[] chunk, int source, float[] into, int target, int columns) {
        if (columns == 1) {
            into[target] = chunk[source];
        } else {
            System.arraycopy(chunk, source, into, target, columns);
        }
    }

    /** Null where a chunk is not kept; one read whole is not: a pass would only drive out what is worth keeping. */
    private float[] kept(int index, boolean whole) {
        return whole ? cache.peek(this, index) : cache.get(this, index, decoder::values);
    }
}
