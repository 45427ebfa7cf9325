package flashflow.data.hdf5.filters;

import flashflow.data.hdf5.filters.blosc.BloscChunk;
import java.util.zip.DataFormatException;

/** One chunk of Blosc 1. */
final class BloscFilter implements ChunkFilter {
    @Override
    public ChunkBytes decode(ChunkBytes stored, ChunkBytes spare, int expected, int most) throws DataFormatException {
        var chunk = new BloscChunk(stored.span());
        spare.resize(ChunkFilter.size(chunk.size(), expected, most));
        chunk.decode(spare.span());
        return spare;
    }
}
