package flashflow.data.hdf5.filters.codecs;

import java.util.zip.DataFormatException;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/** An LZ4 block. Uses the decompressor that stays inside its buffers on damaged data. */
public final class Lz4 implements Codec {
    public static final Codec CODEC = new Lz4();

    private static final LZ4SafeDecompressor LZ4 = LZ4Factory.safeInstance().safeDecompressor();

    private Lz4() {}

    @Override
    public int decode(Span in, Span out) throws DataFormatException {
        try {
            return LZ4.decompress(in.array(), in.from(), in.length(), out.array(), out.from(), out.length());
        } catch (LZ4Exception e) {
            throw new DataFormatException("an lz4 block is damaged");
        }
    }
}
