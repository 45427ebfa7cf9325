package flashflow.data;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;

/** Rows that are stored in chunks of rows or of columns, compressed or not; several chunks are decoded in parallel. */
final class ChunkedRows implements StoredRows {
    /** Room for partly read chunks, but at least one row of the chunk grid is kept. */
    private static final long CACHE_BYTES = 64L << 20;

    /** Below this many values a second thread costs more than it brings. */
    private static final long PARALLEL_FROM = 1 << 16;

    private final OpenFile file;
    private final ChunkShape shape;
    private final ChunkTable table;
    private final ChunkFilters filters;
    private final ElementType type;
    private final Place place;
    private final ChunkCache cache;

    ChunkedRows(
            OpenFile file, ChunkShape shape, ChunkTable table, ChunkFilters filters, ElementType type, Place place) {
        this.file = file;
        this.shape = shape;
        this.table = table;
        this.filters = filters;
        this.type = type;
        this.place = place;
        long fitting = CACHE_BYTES / (4 * shape.chunkElements());
        this.cache = new ChunkCache((int) Math.max(shape.gridColumns(), Math.min(fitting, 4096)));
    }

    @Override
    public long rows() {
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
        file.reading(() -> {
            var chunks = IntStream.range(0, gridRows * shape.gridColumns());
            boolean worthIt = gridRows * shape.gridColumns() * shape.chunkElements() >= PARALLEL_FROM;
            (worthIt ? chunks.parallel() : chunks).forEach(i -> {
                long gridRow = firstGridRow + i / shape.gridColumns();
                copy(gridRow, i % shape.gridColumns(), firstRow, count, into, offset);
            });
            return null;
        });
    }

    /** Copies what one chunk holds of the wanted rows to its place. */
    private void copy(long gridRow, int gridColumn, long firstRow, int count, float[] into, int offset) {
        long chunkStart = gridRow * shape.chunkRows();
        long from = Math.max(firstRow, chunkStart);
        long to = Math.min(firstRow + count, Math.min(shape.rows(), chunkStart + shape.chunkRows()));
        boolean whole = from == chunkStart && to == Math.min(shape.rows(), chunkStart + shape.chunkRows());
        float[] chunk = chunk(table.index(gridRow, gridColumn), whole);
        int columns = shape.columnsIn(gridColumn);
        int source = (int) (from - chunkStart) * shape.chunkColumns();
        int target = offset + (int) (from - firstRow) * shape.columns() + gridColumn * shape.chunkColumns();
        if (columns == shape.columns() && columns == shape.chunkColumns()) {
            System.arraycopy(chunk, source, into, target, (int) (to - from) * columns);
            return;
        }
        for (long row = from; row < to; row++, source += shape.chunkColumns(), target += shape.columns()) {
            copyRow(chunk, source, into, target, columns);
        }
    }

    private static void copyRow(float[] chunk, int source, float[] into, int target, int columns) {
        if (columns == 1) {
            into[target] = chunk[source];
        } else {
            System.arraycopy(chunk, source, into, target, columns);
        }
    }

    /** Chunks read whole are not kept: a pass over the data would only drive out what is worth keeping. */
    private float[] chunk(int index, boolean whole) {
        float[] kept = whole ? cache.peek(index) : null;
        if (kept != null) {
            return kept;
        }
        return whole ? decode(index) : cache.get(index, this::decode);
    }

    private float[] decode(int index) {
        byte[] stored = new byte[table.size(index)];
        file.read(table.address(index), ByteBuffer.wrap(stored));
        try {
            int elements = (int) shape.chunkElements();
            byte[] raw = filters.decode(stored, table.skipped(index), elements * type.bytes());
            float[] values = new float[elements];
            type.decode(ByteBuffer.wrap(raw), elements, values, 0);
            return values;
        } catch (DataFormatException | RuntimeException e) {
            long row = (long) (index / shape.gridColumns()) * shape.chunkRows();
            int column = index % shape.gridColumns() * shape.chunkColumns();
            throw place.refuse(
                    "the chunk at row " + row + ", column " + column + " cannot be read (" + e.getMessage() + ")",
                    "the file is damaged: copy it or write it again",
                    e);
        }
    }
}
