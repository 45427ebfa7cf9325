package flashflow.data.hdf5.reading;

import flashflow.data.ColumnLayout;
import flashflow.data.Finite;
import flashflow.data.Parallel;
import flashflow.data.Pool;
import flashflow.data.RowSource;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/** Rows that lie one after the other in the file; read inside {@link OpenFile#reading}. */
final class ContiguousRows implements RowSource {
    /** Below this many values a second thread costs more than it brings. */
    private static final int PARALLEL_FROM = 1 << 18;

    /** Bytes of a page of memory, in which the system keeps what it has read of a file. */
    private static final int PAGE = 4096;

    /**
     * Bytes by which a piece begins earlier in its page of memory than in its page of the file. Where it begins some bytes later,
     * a processor takes each address that it reads for one that it has just written, and copies at two thirds of its speed.
     */
    private static final int AHEAD = 16;

    /** For all files: each thread reads one piece at a time. */
    private static final Pool<ByteBuffer> BUFFERS = Pool.ofThreads(
            () -> ByteBuffer.allocateDirect(OpenFile.PIECE + 2 * PAGE).alignedSlice(PAGE));

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
        forEachPiece(firstRow, count, offset, (from, first, end) -> decodePiece(from, first, end, into));
    }

    /** A piece is looked at while it is in the cache of the processor that has decoded it. */
    @Override
    public int readChecked(long firstRow, int count, float[] into, int offset) {
        var bad = new AtomicInteger(Integer.MAX_VALUE);
        forEachPiece(firstRow, count, offset, (from, first, end) -> {
            decodePiece(from, first, end, into);
            int here = Finite.firstBad(into, first, end);
            if (here >= 0) {
                bad.accumulateAndGet(here, Math::min);
            }
        });
        return bad.get() == Integer.MAX_VALUE ? -1 : bad.get();
    }

    /** Some values: where they begin in the file, and their indices in the array. */
    @FunctionalInterface
    private interface Piece {
        void read(long from, int first, int end);
    }

    private void forEachPiece(long firstRow, int count, int offset, Piece piece) {
        long from = address + firstRow * (width / codec.values()) * codec.bytes();
        int values = count * width;
        int atOnce = Math.max(1, OpenFile.PIECE / codec.bytes()) * codec.values();
        int pieces = (values + atOnce - 1) / atOnce;
        Parallel.forEach(pieces, values >= PARALLEL_FROM, i -> {
            int first = i * atOnce;
            piece.read(
                    from + (long) (first / codec.values()) * codec.bytes(),
                    offset + first,
                    offset + first + Math.min(atOnce, values - first));
        });
    }

    private void decodePiece(long from, int first, int end, float[] into) {
        int elements = (end - first) / codec.values();
        if (codec.bytes() > OpenFile.PIECE) {
            var wide = ByteBuffer.allocate(codec.bytes());
            file.read(from, wide);
            codec.decode(wide.flip(), elements, into, first);
            return;
        }
        var bytes = BUFFERS.take();
        int start = (int) Math.floorMod(from - AHEAD, (long) PAGE);
        file.read(from, bytes.clear().position(start).limit(start + elements * codec.bytes()));
        codec.decode(bytes.position(start), elements, into, first);
        BUFFERS.give(bytes);
    }
}
