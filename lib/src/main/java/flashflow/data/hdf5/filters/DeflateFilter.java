package flashflow.data.hdf5.filters;

import flashflow.data.Pool;
import java.nio.ByteBuffer;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * gzip as HDF5 stores it: a zlib stream (RFC 1950), that is two bytes, deflated data and an Adler-32 checksum. The checksum is
 * verified by Java's own code, for which the processor's vectors are used, and not by the inflater's.
 */
final class DeflateFilter implements ChunkFilter {
    private static final int HEADER = 2;
    private static final int CHECKSUM = 4;

    /** A new one for each chunk would take and clear 40 kB of native memory each time. */
    private static final Pool<Inflater> INFLATERS = Pool.ofThreads(() -> new Inflater(true));

    @Override
    public ChunkBytes decode(ChunkBytes stored, ChunkBytes spare, int expected, int most) throws DataFormatException {
        refuseHeader(stored);
        var inflater = INFLATERS.take();
        try {
            int size = expected == UNKNOWN ? size(inflater, stored, most) : expected;
            byte[] out = spare.resize(size);
            inflater.setInput(stored.array(), HEADER, stored.length() - HEADER);
            inflate(inflater, out, size);
            int end = HEADER + (int) inflater.getBytesRead();
            refuseChecksum(ByteBuffer.wrap(stored.array(), end, stored.length() - end), out, size);
            return spare;
        } finally {
            inflater.reset();
            INFLATERS.give(inflater);
        }
    }

    /** Method 8, no preset dictionary, and divisible by 31. */
    private static void refuseHeader(ChunkBytes stored) throws DataFormatException {
        if (stored.length() < HEADER + CHECKSUM) {
            throw new DataFormatException("it is too short for compressed data");
        }
        int method = stored.array()[0] & 0xff;
        int flags = stored.array()[1] & 0xff;
        if ((method & 0xf) != 8 || method >> 4 > 7 || (flags & 0x20) != 0 || (256 * method + flags) % 31 != 0) {
            throw new DataFormatException("it does not begin like compressed data");
        }
    }

    /** Where nobody knows how many bytes come out, they are counted first. */
    private static int size(Inflater inflater, ChunkBytes stored, int most) throws DataFormatException {
        inflater.setInput(stored.array(), HEADER, stored.length() - HEADER);
        byte[] piece = new byte[1 << 14];
        int size = 0;
        for (int read = 1; read > 0 && size <= most; size += read) {
            read = inflater.inflate(piece);
        }
        inflater.reset();
        if (size > most) {
            throw new DataFormatException("its compressed data hold more than a chunk");
        }
        return size;
    }

    private static void inflate(Inflater inflater, byte[] out, int size) throws DataFormatException {
        int done = 0;
        while (done < size) {
            int read = inflater.inflate(out, done, size - done);
            if (read == 0) {
                throw new DataFormatException("its compressed data end early");
            }
            done += read;
        }
        // The end of the stream is only looked at once more has been asked for.
        if (!inflater.finished() && (inflater.inflate(new byte[1]) != 0 || !inflater.finished())) {
            throw new DataFormatException("its compressed data do not end where they should");
        }
    }

    private static void refuseChecksum(ByteBuffer rest, byte[] out, int size) throws DataFormatException {
        var sum = new Adler32();
        sum.update(out, 0, size);
        if (rest.remaining() < CHECKSUM || rest.getInt() != (int) sum.getValue()) {
            throw new DataFormatException("its checksum does not fit its data");
        }
    }
}
