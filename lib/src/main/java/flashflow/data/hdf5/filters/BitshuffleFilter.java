package flashflow.data.hdf5.filters;

import flashflow.data.hdf5.filters.codecs.BitShuffle;
import flashflow.data.hdf5.filters.codecs.Codec;
import flashflow.data.hdf5.filters.codecs.Memory;
import flashflow.data.hdf5.filters.codecs.Span;
import java.util.Optional;
import java.util.zip.DataFormatException;

/**
 * Bitshuffle as its HDF5 plugin stores it: blocks of elements, each with its bits shuffled. Where they are compressed, total
 * size (8 bytes) and block size (4) come first, and before each block its compressed size, all big-endian. The last block has as
 * many of the elements left as are a multiple of eight; less than eight follow as they are.
 *
 * @param elementBytes bytes of an element
 * @param blockBytes bytes of a block where no header says it
 * @param codec compression of the blocks, if there is one
 */
record BitshuffleFilter(int elementBytes, int blockBytes, Optional<Codec> codec) implements ChunkFilter {
    private static final int HEADER = 12;

    /** Bytes of a block where nothing is said of it; a fixed part of the format, as is the least number of elements. */
    private static final int USUAL_BYTES = 8192;

    private static final int LEAST_ELEMENTS = 128;

    /** @param blockElements 0 for the usual number */
    static BitshuffleFilter of(int elementBytes, int blockElements, Optional<Codec> codec) {
        int usual = USUAL_BYTES / elementBytes / BitShuffle.GROUP * BitShuffle.GROUP;
        int elements = blockElements == 0 ? Math.max(usual, LEAST_ELEMENTS) : blockElements;
        return new BitshuffleFilter(elementBytes, Math.multiplyExact(elements, elementBytes), codec);
    }

    @Override
    public ChunkBytes decode(ChunkBytes stored, ChunkBytes spare, int expected, int most) throws DataFormatException {
        var in = stored.span();
        spare.resize(ChunkFilter.size(codec.isEmpty() ? in.length() : in.bigLong(0), expected, most));
        int block = codec.isEmpty() ? blockBytes : in.bigInt(8);
        int group = BitShuffle.GROUP * elementBytes;
        if (block < group || block % group != 0) {
            throw new DataFormatException("its blocks are no multiple of eight elements");
        }
        decode(in, spare.span(), block, group);
        return spare;
    }

    private void decode(Span in, Span out, int block, int group) throws DataFormatException {
        int whole = out.length() - out.length() % group;
        int place = codec.isEmpty() ? 0 : HEADER;
        int done = 0;
        while (done < whole) {
            int count = Math.min(block, whole - done);
            place = decodeBlock(in, place, out.part(done, count));
            done += count;
        }
        in.after(place).copyTo(out.after(whole));
    }

    /** Returns where the next block begins. */
    private int decodeBlock(Span in, int place, Span out) throws DataFormatException {
        if (codec.isEmpty()) {
            undo(in.part(place, out.length()), out);
            return place + out.length();
        }
        var stored = in.part(place + Integer.BYTES, in.bigInt(place));
        Memory.lend(out.length(), shuffled -> {
            codec.get().fill(stored, shuffled);
            undo(shuffled, out);
        });
        return place + Integer.BYTES + stored.length();
    }

    private void undo(Span in, Span out) {
        BitShuffle.undo(in, out, out.length() / elementBytes, elementBytes);
    }
}
