package flashflow.data.hdf5.filters;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * LZ4 as HDF5 plugins store it: total size (8 bytes), block size (4), then blocks with their compressed sizes, all
 * big-endian (HDF Group, HDF5_LZ4.pdf). Uses the decompressor that stays inside its buffers on damaged data.
 */
final class Lz4BlockFilter implements ChunkFilter {
    private static final LZ4SafeDecompressor LZ4 = LZ4Factory.safeInstance().safeDecompressor();

    @Override
    public ChunkBytes decode(ChunkBytes stored, ChunkBytes spare, int expected, int most) throws DataFormatException {
        var in = ByteBuffer.wrap(stored.array(), 0, stored.length());
        long total = in.getLong();
        int block = in.getInt();
        if (block < 1 || total < 0 || (expected == UNKNOWN ? total > most : total != expected)) {
            throw new DataFormatException("its lz4 header states another size");
        }
        int size = (int) total;
        byte[] out = spare.resize(size);
        for (int done = 0; done < size; done += block) {
            decodeBlock(in, out, done, Math.min(block, size - done));
        }
        return spare;
    }

    private static void decodeBlock(ByteBuffer in, byte[] out, int offset, int length) throws DataFormatException {
        int compressed = in.getInt();
        if (compressed < 0 || compressed > in.remaining()) {
            throw new DataFormatException("an lz4 block is longer than the chunk");
        }
        if (compressed == length) {
            in.get(out, offset, length);
            return;
        }
        try {
            int written = LZ4.decompress(in.array(), in.position(), compressed, out, offset, length);
            if (written != length) {
                throw new DataFormatException("an lz4 block is too short");
            }
        } catch (LZ4Exception e) {
            throw new DataFormatException("an lz4 block is damaged");
        }
        in.position(in.position() + compressed);
    }
}
