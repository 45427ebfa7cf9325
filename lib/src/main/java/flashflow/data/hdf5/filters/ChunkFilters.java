package flashflow.data.hdf5.filters;

import flashflow.data.Place;
import flashflow.data.hdf5.filters.codecs.Bzip2;
import flashflow.data.hdf5.filters.codecs.Codec;
import flashflow.data.hdf5.filters.codecs.Lz4;
import flashflow.data.hdf5.filters.codecs.Lzf;
import flashflow.data.hdf5.filters.codecs.Zlib;
import flashflow.data.hdf5.filters.codecs.Zstd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;

/** The filters of a dataset, undone in reverse order. Checksums are verified wherever a format has them. */
public final class ChunkFilters {
    private static final int BITSHUFFLE_CODEC = 4;

    private final List<ChunkFilter> filters = new ArrayList<>();
    private final List<FilterKind> kinds = new ArrayList<>();

    /** Filters that may not be left out for a chunk: shuffle cannot fail, and beyond the list there are none. */
    private int needed = -1;

    /** All bits of filters that there are: a chunk without any is marked so. */
    private int all;

    /** The first filter that is not read, if there is one. */
    public static Optional<StoredFilter> unknown(List<StoredFilter> infos) {
        return infos.stream().filter(info -> !isRead(info)).findFirst();
    }

    private static boolean isRead(StoredFilter info) {
        int[] data = info.data();
        return switch (info.kind()) {
            case DEFLATE, SHUFFLE, FLETCHER32, BZIP2, LZF, LZ4, ZSTD -> true;
            case SCALEOFFSET -> ScaleOffsetFilter.isRead(data);
            case NBIT -> NbitFilter.isRead(data);
            case BITSHUFFLE -> codec(data) == 0 || codec(data) == 2 || codec(data) == 3;
            case BLOSC, BLOSC2 -> data.length < 7 || data[6] >= 0 && data[6] <= 5;
            default -> false;
        };
    }

    /** @param infos all of them read */
    public ChunkFilters(List<StoredFilter> infos, int elementBytes, Place place) {
        for (StoredFilter info : infos) {
            needed &= info.kind() == FilterKind.SHUFFLE ? -1 : ~(1 << filters.size());
            all |= 1 << filters.size();
            filters.add(filter(info, elementBytes, place));
            kinds.add(info.kind());
        }
    }

    private static ChunkFilter filter(StoredFilter info, int elementBytes, Place place) {
        int[] data = info.data();
        return switch (info.kind()) {
            case DEFLATE -> new CodecFilter(Zlib.CODEC);
            case SHUFFLE -> {
                refuseElements(data, 0, elementBytes, info, place);
                yield new ShuffleFilter(elementBytes);
            }
            case FLETCHER32 -> new Fletcher32Filter();
            case NBIT -> new NbitFilter();
            case SCALEOFFSET -> ScaleOffsetFilter.of(data, elementBytes, place);
            case BZIP2 -> new CodecFilter(Bzip2.CODEC);
            case LZF -> new CodecFilter(Lzf.CODEC);
            case BLOSC -> new BloscFilter();
            case LZ4 -> new Lz4BlockFilter();
            case BITSHUFFLE -> {
                refuseElements(data, 2, elementBytes, info, place);
                yield BitshuffleFilter.of(elementBytes, data.length > 3 ? data[3] : 0, bitshuffleCodec(data));
            }
            case ZSTD -> new CodecFilter(Zstd.CODEC);
            case BLOSC2 -> new Blosc2Filter();
            default -> throw new IllegalArgumentException(info.toString());
        };
    }

    private static void refuseElements(int[] data, int at, int elementBytes, StoredFilter info, Place place) {
        if (data.length <= at || data[at] != elementBytes) {
            throw place.refuse(
                    "its " + info + " is set for another element size", "the file is damaged: copy it again");
        }
    }

    private static int codec(int[] data) {
        return data.length > BITSHUFFLE_CODEC ? data[BITSHUFFLE_CODEC] : 0;
    }

    private static Optional<Codec> bitshuffleCodec(int[] data) {
        return switch (codec(data)) {
            case 0 -> Optional.empty();
            case 2 -> Optional.of(Lz4.CODEC);
            default -> Optional.of(Zstd.CODEC);
        };
    }

    /**
     * Undoes all filters of one chunk.
     *
     * @param stored bytes in the file; lost
     * @param spare memory that may be used
     * @param skipped bit i set: filter i was not applied
     * @param size bytes of a full chunk
     * @return whichever of the two holds the result
     * @throws DataFormatException if the bytes are damaged
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
                bytes = decode(i, bytes, free, sizeBefore(i, skipped, size), most(size));
            }
        }
        return bytes.expect(size);
    }

    /** Libraries say in many ways that data are not what they should be. */
    private ChunkBytes decode(int filter, ChunkBytes bytes, ChunkBytes free, int size, int most)
            throws DataFormatException {
        try {
            return filters.get(filter).decode(bytes, free, size, most);
        } catch (RuntimeException e) {
            var damaged = new DataFormatException("its " + kinds.get(filter).label() + " data are damaged");
            damaged.initCause(e);
            throw damaged;
        }
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
            if (applied && kinds.get(i) == FilterKind.FLETCHER32) {
                bytes += Fletcher32Filter.BYTES;
            } else if (applied && kinds.get(i) != FilterKind.SHUFFLE) {
                return ChunkFilter.UNKNOWN;
            }
        }
        return bytes;
    }
}
