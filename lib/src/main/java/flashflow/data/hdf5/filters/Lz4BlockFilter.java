package flashflow.data.hdf5.filters;

import flashflow.data.hdf5.filters.codecs.Lz4;
import flashflow.data.hdf5.filters.codecs.Span;
import java.util.zip.DataFormatException;

/**
 * LZ4 as HDF5 plugins store it: total size (8 bytes), block size (4), then blocks with their compressed sizes, all
 * big-endian (HDF Group, HDF5_LZ4.pdf).
 */
final class Lz4BlockFilter implements ChunkFilter {
    private static final int HEADER = 12;

    @Override
    public ChunkBytes decode(ChunkBytes stored, ChunkBytes spare, int expected, int most) throws DataFormatException {
        var in = stored.span();
        int size = ChunkFilter.size(in.bigLong(0), expected, most);
        int block = in.bigInt(8);
        if (block < 1) {
            throw new DataFormatException("its lz4 header states another size");
        }
        spare.resize(size);
        int place = HEADER;
        int done = 0;
        while (done < size) {
            int count = Math.min(block, size - done);
            place = decodeBlock(in, place, spare.span().part(done, count));
            done += count;
        }
        return spare;
    }

    /** Returns where the next block begins. */
    private static int decodeBlock(Span in, int place, Span out) throws DataFormatException {
        var block = in.part(place + Integer.BYTES, in.bigInt(place));
        if (block.length() == out.length()) {
            block.copyTo(out);
        } else {
            Lz4.CODEC.fill(block, out);
        }
        return place + Integer.BYTES + block.length();
    }
}
