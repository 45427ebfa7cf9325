package flashflow.data.hdf5.filters.codecs;

import flashflow.data.Pool;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.util.zip.DataFormatException;

/** Zstandard (RFC 8878); the checksum is verified where a frame has one. */
public final class Zstd implements Codec {
    public static final Codec CODEC = new Zstd();

    /** Each has its own tables. */
    private static final Pool<ZstdDecompressor> DECODERS = Pool.ofThreads(ZstdDecompressor::new);

    private Zstd() {}

    @Override
    public int decode(Span in, Span out) throws DataFormatException {
        var decoder = DECODERS.take();
        int size = decoder.decompress(in.array(), in.from(), in.length(), out.array(), out.from(), out.length());
        // After damaged data it is not used again.
        DECODERS.give(decoder);
        return size;
    }
}
