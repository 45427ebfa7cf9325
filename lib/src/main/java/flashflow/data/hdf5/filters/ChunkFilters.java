package flashflow.data.hdf5.filters;

import flashflow.data.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    private static final Set<Integer> KNOWN = Set.of(DEFLATE, SHUFFLE, FLETCHER32, LZF, LZ4);

    private final List<ChunkFilter> filters = new ArrayList<>();
    private final List<Integer> ids = new ArrayList<>();

    /** Filters that may not be left out for a chunk: shuffle cannot fail, and beyond the list there are none. */
    private int needed = -1;

    /** All bits of filters that there are: a chunk without any is marked so. */
    private int all;

    /** The first filter that is not known, if there is one. */
    public static Optional<StoredFilter> unknown(List<StoredFilter> infos) {
        return infos.stream().filter(info -> !KNOWN.contains(info.id())).findFirst();
    }

    /** @param infos all of them known */
    public ChunkFilters(List<StoredFilter> infos, int elementBytes, Place place) {
        for (StoredFilter info : infos) {
            needed &= info.id() == SHUFFLE ? -1 : ~(1 << filters.size());
            all |= 1 << filters.size();
            filters.add(filter(info, elementBytes, place));
            ids.add(info.id());
        }
    }

    private static ChunkFilter filter(StoredFilter info, int elementBytes, Place place) {
        int[] data = info.data();
        return switch (info.id()) {
            case DEFLATE -> new DeflateFilter();
            case SHUFFLE -> shuffle(data, elementBytes, place);
            case FLETCHER32 -> new Fletcher32Filter();
            case LZF -> new LzfFilter();
            case LZ4 -> new Lz4BlockFilter();
            default -> throw new IllegalArgumentException("filter " + info.id());
        };
    }

    private static ChunkFilter shuffle(int[] data, int elementBytes, Place place) {
        if (data.length < 1 || data[0] != elementBytes) {
            throw place.refuse(
                    "its shuffle filter is set for another element size", "the file is damaged: copy it again");
        }
        return new ShuffleFilter(elementBytes);
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
        boolean bare = skipped == all && filters.size() > 1;
        if ((skipped & needed) != 0 && !bare) {
            throw new DataFormatException("it claims to lack filters that are never left out");
        }
        var bytes = stored;
        for (int i = filters.size() - 1; i >= 0; i--) {
            if ((skipped >>> i & 1) == 0) {
                var free = bytes == stored ? spare : stored;
                bytes = filters.get(i).decode(bytes, free, sizeBefore(i, skipped, size), most(size));
            }
        }
        return bytes.expect(size);
    }

    /** What does not become smaller takes some bytes more than before, with each filter. */
    private int most(int size) {
        return (int) Math.min(Integer.MAX_VALUE - 64, size + (long) filters.size() * (size / 8 + 1024));
    }

    /** Bytes that filter i was applied to: a checksum before it made them more by its own size, a compression nobody knows. */
    private int sizeBefore(int filter, int skipped, int size) {
        int bytes = size;
        for (int i = 0; i < filter; i++) {
            boolean applied = (skipped >>> i & 1) == 0;
            if (applied && ids.get(i) == FLETCHER32) {
                bytes += Fletcher32Filter.BYTES;
            } else if (applied && ids.get(i) != SHUFFLE) {
                return ChunkFilter.UNKNOWN;
            }
        }
        return bytes;
    }
}
