package flashflow.data.hdf5.filters;

import flashflow.data.hdf5.filters.blosc.Blosc2Frame;
import java.util.zip.DataFormatException;

/** One frame of Blosc 2. */
final class Blosc2Filter implements ChunkFilter {
    @Override
    public ChunkBytes decode(ChunkBytes stored, ChunkBytes spare, int expected, int most) throws DataFormatException {
        var frame = new Blosc2Frame(stored.span());
        spare.resize(ChunkFilter.size(frame.size(), expected, most));
        frame.decode(spare.span());
        return spare;
    }
}
