package flashflow.data.hdf5.filters;

import flashflow.data.hdf5.filters.codecs.ByteShuffle;

/** HDF5's byte shuffle. */
record ShuffleFilter(int elementBytes) implements ChunkFilter {
    @Override
    public ChunkBytes decode(ChunkBytes stored, ChunkBytes spare, int size, int most) {
        spare.resize(stored.length());
        ByteShuffle.undo(stored.span(), spare.span(), elementBytes);
        return spare;
    }
}
