package flashflow.data.hdf5.filters.codecs;

import java.util.zip.DataFormatException;

/**
 * LZF as h5py stores it (Marc Lehmann's LibLZF): runs of bytes as they are, and references to bytes before. A byte below 32
 * begins a run; else its upper three bits are a length, of which 7 goes on in the next byte, and the rest is a distance.
 */
public final class Lzf implements Codec {
    public static final Codec CODEC = new Lzf();

    private static final int RUN_BELOW = 32;
    private static final int LONG = 7;

    private Lzf() {}

    @Override
    public int decode(Span in, Span out) throws DataFormatException {
        byte[] bytes = in.array();
        int end = in.from() + in.length();
        int done = 0;
        for (int i = in.from(); i < end; ) {
            int head = bytes[i++] & 0xff;
            boolean run = head < RUN_BELOW;
            boolean isLong = head >> 5 == LONG;
            int left = run ? head + 1 : isLong ? 2 : 1;
            if (left > end - i) {
                throw new DataFormatException("its compressed data end early");
            }
            int count = run ? head + 1 : (head >> 5) + (isLong ? bytes[i++] & 0xff : 0) + 2;
            if (run) {
                References.copyRun(bytes, i, out, done, count);
                i += count;
            } else {
                References.repeat(out, done, ((head & 0x1f) << 8) + (bytes[i++] & 0xff) + 1, count);
            }
            done += count;
        }
        return done;
    }
}
