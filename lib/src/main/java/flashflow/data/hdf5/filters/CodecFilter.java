package flashflow.data.hdf5.filters;

import flashflow.data.hdf5.filters.codecs.Codec;
import java.util.zip.DataFormatException;

/** A compression whose stream is stored as it is. */
record CodecFilter(Codec codec) implements ChunkFilter {
    @Override
    public ChunkBytes decode(ChunkBytes stored, ChunkBytes spare, int expected, int most) throws DataFormatException {
        if (expected == UNKNOWN) {
            spare.resize(most);
            return spare.shorten(most - codec.decode(stored.span(), spare.span()));
        }
        spare.resize(expected);
        codec.fill(stored.span(), spare.span());
        return spare;
    }
}
