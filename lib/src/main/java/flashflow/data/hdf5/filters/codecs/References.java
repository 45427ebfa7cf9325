package flashflow.data.hdf5.filters.codecs;

import java.util.zip.DataFormatException;

/** What the simple compressions are made of: runs of bytes as they are, and references to bytes before. */
final class References {
    /** Up to here a loop is faster than a call. */
    private static final int SHORT = 16;

    private References() {}

    /** Copies bytes as they are; the caller has checked that {@code in} has them. */
    static void copyRun(byte[] in, int from, Span out, int done, int count) throws DataFormatException {
        refuseTooMany(out, done, count);
        System.arraycopy(in, from, out.array(), out.from() + done, count);
    }

    /** Repeats bytes that begin {@code distance} before; they may reach into what is made by it. */
    static void repeat(Span out, int done, int distance, int count) throws DataFormatException {
        refuseTooMany(out, done, count);
        if (distance < 1 || distance > done) {
            throw outside();
        }
        byte[] bytes = out.array();
        int to = out.from() + done;
        if (distance >= count && count > SHORT) {
            System.arraycopy(bytes, to - distance, bytes, to, count);
            return;
        }
        for (int i = to; i < to + count; i++) {
            bytes[i] = bytes[i - distance];
        }
    }

    private static void refuseTooMany(Span out, int done, int count) throws DataFormatException {
        if (count < 0 || count > out.length() - done) {
            throw outside();
        }
    }

    private static DataFormatException outside() {
        return new DataFormatException("its compressed data lead out of the chunk");
    }
}
