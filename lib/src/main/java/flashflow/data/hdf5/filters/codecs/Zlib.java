package flashflow.data.hdf5.filters.codecs;

import flashflow.data.Pool;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A zlib stream (RFC 1950), that is two bytes, deflated data and an Adler-32 checksum. The checksum is verified by Java's own
 * code, for which the processor's vectors are used, and not by the inflater's.
 */
public final class Zlib implements Codec {
    public static final Codec CODEC = new Zlib();

    private static final int HEADER = 2;
    private static final int CHECKSUM = 4;

    /** A new one for each chunk would take and clear 40 kB of native memory each time. */
    private static final Pool<Inflater> INFLATERS = Pool.ofThreads(() -> new Inflater(true));

    private Zlib() {}

    @Override
    public int decode(Span in, Span out) throws DataFormatException {
        refuseHeader(in);
        var inflater = INFLATERS.take();
        try {
            inflater.setInput(in.array(), in.from() + HEADER, in.length() - HEADER);
            int size = inflate(inflater, out);
            refuseChecksum(in.after(HEADER + (int) inflater.getBytesRead()), out, size);
            return size;
        } finally {
            inflater.reset();
            INFLATERS.give(inflater);
        }
    }

    /** Method 8, no preset dictionary, and divisible by 31. */
    private static void refuseHeader(Span in) throws DataFormatException {
        if (in.length() < HEADER + CHECKSUM) {
            throw new DataFormatException("it is too short for compressed data");
        }
        int method = in.unsignedByte(0);
        int flags = in.unsignedByte(1);
        if ((method & 0xf) != 8 || method >> 4 > 7 || (flags & 0x20) != 0 || (256 * method + flags) % 31 != 0) {
            throw new DataFormatException("it does not begin like compressed data");
        }
    }

    private static int inflate(Inflater inflater, Span out) throws DataFormatException {
        int done = 0;
        while (done < out.length() && !inflater.finished()) {
            int read = inflater.inflate(out.array(), out.from() + done, out.length() - done);
            if (read == 0 && !inflater.finished()) {
                throw new DataFormatException("its compressed data end early");
            }
            done += read;
        }
        // The end of the stream is only looked at once more has been asked for.
        if (!inflater.finished() && (inflater.inflate(new byte[1]) != 0 || !inflater.finished())) {
            throw new DataFormatException("its compressed data do not end where they should");
        }
        return done;
    }

    private static void refuseChecksum(Span rest, Span out, int size) throws DataFormatException {
        var sum = new Adler32();
        sum.update(out.array(), out.from(), size);
        if (rest.length() < CHECKSUM || rest.bigInt(0) != (int) sum.getValue()) {
            throw new DataFormatException("its checksum does not fit its data");
        }
    }
}
