package flashflow.data;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** gzip as HDF5 stores it: a zlib stream, whose Adler-32 checksum the inflater verifies. */
final class DeflateFilter implements ChunkFilter {
    /** A new one for each chunk would take and clear 40 kB of native memory each time. */
    private final Spares<Inflater> inflaters = Spares.ofThreads(Inflater::new);

    @Override
    public ChunkBytes decode(ChunkBytes stored, ChunkBytes spare, int size) throws DataFormatException {
        var inflater = inflaters.take();
        try {
            inflater.setInput(stored.array(), 0, stored.length());
            inflate(inflater, spare.resize(size), size);
            refuseRest(inflater);
            return spare;
        } finally {
            inflater.reset();
            inflaters.give(inflater);
        }
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
    }

    private static void refuseRest(Inflater inflater) throws DataFormatException {
        // The checksum is only looked at once the stream's end has been asked for.
        if (!inflater.finished() && (inflater.inflate(new byte[1]) != 0 || !inflater.finished())) {
            throw new DataFormatException("its compressed data do not end where they should");
        }
    }
}
