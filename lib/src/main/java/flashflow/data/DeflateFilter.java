package flashflow.data;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** gzip as HDF5 stores it: a zlib stream, whose Adler-32 checksum the inflater verifies. */
final class DeflateFilter implements ChunkFilter {
    @Override
    public byte[] decode(byte[] stored, int size) throws DataFormatException {
        var inflater = new Inflater();
        try {
            inflater.setInput(stored);
            byte[] out = new byte[size];
            int done = 0;
            while (done < size) {
                int read = inflater.inflate(out, done, size - done);
                if (read == 0) {
                    throw new DataFormatException("its compressed data end early");
                }
                done += read;
            }
            refuseRest(inflater);
            return out;
        } finally {
            inflater.end();
        }
    }

    private static void refuseRest(Inflater inflater) throws DataFormatException {
        // The checksum is only looked at once the stream's end has been asked for.
        if (!inflater.finished() && (inflater.inflate(new byte[1]) != 0 || !inflater.finished())) {
            throw new DataFormatException("its compressed data do not end where they should");
        }
    }
}
