package flashflow.data.hdf5.filters;

import java.util.zip.DataFormatException;

/**
 * LZF as h5py stores it (Marc Lehmann's LibLZF): runs of bytes as they are, and references to bytes before. A byte below 32
 * begins a run; else its upper three bits are a length, of which 7 goes on in the next byte, and the rest is a distance.
 */
final class LzfFilter implements ChunkFilter {
    private static final int RUN_BELOW = 32;
    private static final int LONG = 7;

    @Override
    public ChunkBytes decode(ChunkBytes stored, ChunkBytes spare, int expected, int most) throws DataFormatException {
        int size = expected == UNKNOWN ? walk(stored, null, most) : expected;
        byte[] out = spare.resize(size);
        if (walk(stored, out, size) != size) {
            throw new DataFormatException("its compressed data end early");
        }
        return spare;
    }

    /** Decodes into {@code out}, or only counts the bytes where it is null. */
    private static int walk(ChunkBytes stored, byte[] out, int most) throws DataFormatException {
        byte[] in = stored.array();
        int end = stored.length();
        int done = 0;
        for (int i = 0; i < end; ) {
            int head = in[i++] & 0xff;
            boolean run = head < RUN_BELOW;
            boolean isLong = head >> 5 == LONG;
            int left = run ? head + 1 : isLong ? 2 : 1;
            if (left > end - i) {
                throw new DataFormatException("its compressed data end early");
            }
            int count = run ? head + 1 : (head >> 5) + (isLong ? in[i++] & 0xff : 0) + 2;
            int from = run ? i : done - ((head & 0x1f) << 8) - (in[i] & 0xff) - 1;
            i += run ? count : 1;
            if (from < 0 || count > most - done) {
                throw new DataFormatException("its compressed data lead out of the chunk");
            }
            if (out != null) {
                copy(run ? in : out, from, out, done, count);
            }
            done += count;
        }
        return done;
    }

    /** Byte by byte: a reference may reach into what it makes itself. */
    private static void copy(byte[] source, int from, byte[] out, int at, int count) {
        for (int i = 0; i < count; i++) {
            out[at + i] = source[from + i];
        }
    }
}
