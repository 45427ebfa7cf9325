package flashflow.data.hdf5.reading;

import flashflow.data.ColumnLayout;
import flashflow.data.Parallel;
import flashflow.data.Pool;
import flashflow.data.RowSource;
import java.nio.ByteBuffer;

/** Rows that lie one after the other in the file; read inside {@link OpenFile#reading}. */
final class ContiguousRows implements RowSource {
    /** Below this many values a second thread costs more than it brings. */
    private static final int PARALLEL_FROM = 1 << 18;

    /** For all files: each thread reads one piece at a time. */
    private static final Pool<ByteBuffer> BUFFERS = Pool.ofThreads(() -> ByteBuffer.allocateDirect(OpenFile.PIECE));

    private final OpenFile file;
    private final long address;
    private final long rows;
    private final int width;
    private final ElementCodec codec;

    ContiguousRows(OpenFile file, long address, long rows, int width, ElementCodec codec) {
        this.file = file;
        this.address = address;
        this.rows = rows;
        this.width = width;
        this.codec = codec;
    }

    /** By number: a file's own names are chosen from later. */
    @Override
    public ColumnLayout layout() {
        return ColumnLayout.numbered(width);
    }

    @Override
    public long rowCount() {
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
        long from = address + firstRow * (width / codec.values()) * codec.bytes();
        int values = count * width;
        int atOnce = Math.max(1, OpenFile.PIECE / codec.bytes()) * codec.values();
        int pieces = (values + atOnce - 1) / atOnce;
        Parallel.forEach(pieces, values >= PARALLEL_FROM, i -> {
            int first = i * atOnce;
            decodePiece(
                    from + (long) (first / codec.values()) * codec.bytes(),
                    Math.min(atOnce, values - first),
                    into,
                    offset + first);
        });
    }

    private void decodePiece(long from, int values, float[] into, int offset) {
        int elements = values / codec.values();
        if (codec.bytes() > OpenFile.PIECE) {
            var wide = ByteBuffer.allocate(codec.bytes());
            file.read(from, wide);
            codec.decode(wide.flip(), elements, into, offset);
            return;
        }
        var bytes = BUFFERS.take();
        file.read(from, bytes.clear().limit(elements * codec.bytes()));
        codec.decode(bytes.flip(), elements, into, offset);
        BUFFERS.give(bytes);
    }
}
