package flashflow.data;

import java.nio.ByteBuffer;

/** Rows that lie one after the other in the file. */
final class ContiguousRows implements StoredRows {
    private static final ThreadLocal<ByteBuffer> BYTES =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(OpenFile.PIECE));

    private final OpenFile file;
    private final long address;
    private final long rows;
    private final int width;
    private final ElementType type;

    ContiguousRows(OpenFile file, long address, long rows, int width, ElementType type) {
        this.file = file;
        this.address = address;
        this.rows = rows;
        this.width = width;
        this.type = type;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int blockRows() {
        return 0;
    }

    @Override
    public void read(long firstRow, int count, float[] into, int offset) {
        long from = address + firstRow * width * type.bytes();
        file.reading(() -> {
            decode(from, count * width, into, offset);
            return null;
        });
    }

    private void decode(long from, int values, float[] into, int offset) {
        var bytes = BYTES.get();
        int atOnce = OpenFile.PIECE / type.bytes();
        for (int done = 0, part; done < values; done += part) {
            part = Math.min(atOnce, values - done);
            file.read(from + (long) done * type.bytes(), bytes.clear().limit(part * type.bytes()));
            type.decode(bytes.flip(), part, into, offset + done);
        }
    }
}
