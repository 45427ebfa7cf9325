package flashflow.data.hdf5.filters.codecs;

import io.airlift.compress.snappy.SnappyDecompressor;

/** Snappy without a frame. */
public final class Snappy implements Codec {
    public static final Codec CODEC = new Snappy();

    private Snappy() {}

    @Override
    public int decode(Span in, Span out) {
        return new SnappyDecompressor()
                .decompress(in.array(), in.from(), in.length(), out.array(), out.from(), out.length());
    }
}
