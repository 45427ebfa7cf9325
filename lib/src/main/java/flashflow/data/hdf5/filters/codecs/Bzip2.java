package flashflow.data.hdf5.filters.codecs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** bzip2, with the checksums of its blocks and of the whole. Takes memory of 5 bytes for each of a block, at most 4.5 MB. */
public final class Bzip2 implements Codec {
    public static final Codec CODEC = new Bzip2();

    private Bzip2() {}

    @Override
    public int decode(Span in, Span out) throws DataFormatException {
        try (var stream =
                new BZip2CompressorInputStream(new ByteArrayInputStream(in.array(), in.from(), in.length()))) {
            return read(stream, out);
        } catch (IOException e) {
            throw new DataFormatException("its bzip2 data are damaged");
        }
    }

    /** The checksum of the whole is looked at when the end is reached. */
    private static int read(InputStream stream, Span out) throws IOException, DataFormatException {
        int size = stream.readNBytes(out.array(), out.from(), out.length());
        if (stream.read() >= 0) {
            throw new DataFormatException("its compressed data do not end where they should");
        }
        return size;
    }
}
