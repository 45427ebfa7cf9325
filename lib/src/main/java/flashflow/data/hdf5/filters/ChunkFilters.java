package flashflow.data.hdf5.filters;

import flashflow.data.Place;
import io.jhdf.filter.LzfFilter;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;

/**
 * The filters of a dataset, undone in reverse order. Knows deflate, shuffle, fletcher32 (verified), lzf and lz4; numbers as
 * registered with the HDF Group.
 */
public final class ChunkFilters {
    private static final int DEFLATE = 1;
    private static final int SHUFFLE = 2;
    private static final int FLETCHER32 = 3;
    private static final int LZF = 32000;
    private static final int LZ4 = 32004;

    private final List<ChunkFilter> filters = new ArrayList<>();
    private final List<Integer> trailing = new ArrayList<>();

    /** Filters that may not be left out for a chunk: shuffle cannot fail, and beyond the list there are none. */
    private int needed = -1;

    /** @throws flashflow.FlashFlowException naming the first filter that is not known */
    public ChunkFilters(List<FilterInfo> infos, int elementBytes, Place place) {
        for (FilterInfo info : infos) {
            needed &= info.getId() == SHUFFLE ? -1 : ~(1 << filters.size());
            filters.add(filter(info, elementBytes, place));
            trailing.add(info.getId() == FLETCHER32 ? Fletcher32Filter.BYTES : 0);
        }
    }

    private static ChunkFilter filter(FilterInfo info, int elementBytes, Place place) {
        int[] data = info.getData();
        return switch (info.getId()) {
            case DEFLATE -> new DeflateFilter();
            case SHUFFLE -> shuffle(data, elementBytes, place);
            case FLETCHER32 -> new Fletcher32Filter();
            case LZF -> ChunkFilters::lzf;
            case LZ4 -> new Lz4BlockFilter();
            default ->
                throw place.refuse(
                        "it is stored with the filter " + info.getId() + " ('" + info.getName()
                                + "'), which is not supported",
                        "write it again with gzip, lzf or lz4, for instance with h5repack -f GZIP=4");
        };
    }

    private static ChunkFilter shuffle(int[] data, int elementBytes, Place place) {
        if (data.length < 1 || data[0] != elementBytes) {
            throw place.refuse("its shuffle filter is set for another element size", "the file is damaged");
        }
        return new ShuffleFilter(elementBytes);
    }

    private static ChunkBytes lzf(ChunkBytes stored, ChunkBytes spare, int size) {
        byte[] in = Arrays.copyOf(stored.array(), stored.length());
        byte[] out = new LzfFilter().decode(in, new int[] {0, 0, size});
        System.arraycopy(out, 0, spare.resize(out.length), 0, out.length);
        return spare;
    }

    /**
     * Undoes all filters of one chunk.
     *
     * @param stored bytes in the file; lost
     * @param spare memory that may be used
     * @param skipped bit i set: filter i was not applied
     * @param size bytes of a full chunk
     * @return whichever of the two holds the result
     */
    public ChunkBytes decode(ChunkBytes stored, ChunkBytes spare, int skipped, int size) throws DataFormatException {
        if ((skipped & needed) != 0) {
            throw new DataFormatException("it claims to lack filters that are never left out");
        }
        var bytes = stored;
        for (int i = filters.size() - 1; i >= 0; i--) {
            if ((skipped >>> i & 1) == 0) {
                var free = bytes == stored ? spare : stored;
                bytes = filters.get(i).decode(bytes, free, size + trailingBefore(i, skipped));
            }
        }
        if (bytes.length() != size) {
            throw new DataFormatException("it holds " + bytes.length() + " bytes and not " + size);
        }
        return bytes;
    }

    /** A checksum applied before filter i made the data longer by its own size. */
    private int trailingBefore(int filter, int skipped) {
        int bytes = 0;
        for (int i = 0; i < filter; i++) {
            bytes += (skipped >>> i & 1) == 0 ? trailing.get(i) : 0;
        }
        return bytes;
    }
}
