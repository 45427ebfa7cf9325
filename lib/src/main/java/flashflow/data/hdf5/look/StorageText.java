package flashflow.data.hdf5.look;

import flashflow.data.hdf5.filters.StoredFilter;
import flashflow.data.hdf5.format.FilterPipeline;
import flashflow.data.hdf5.format.Layout;
import flashflow.data.hdf5.format.ObjectHeader;
import flashflow.data.hdf5.format.StoredBytes;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** How the elements of a dataset are stored: {@code chunked (16, 5), shuffle, gzip 4, 1.2 kB (3.4 x smaller)}. */
final class StorageText {
    private static final int GZIP = 1;
    private static final int BZIP2 = 307;
    private static final int BLOSC = 32001;
    private static final int ZSTD = 32015;
    private static final List<String> BLOSC_CODECS = List.of("blosclz", "lz4", "lz4hc", "snappy", "zlib", "zstd");
    private static final double NOTABLE = 1.05;

    private StorageText() {}

    static String of(ObjectHeader dataset) {
        if (dataset.isExternal()) {
            return "in other files";
        }
        var layout = Layout.of(dataset);
        return layout instanceof Layout.Virtual
                ? "in other datasets"
                : kind(layout)
                        + filters(dataset)
                        + Damage.or(() -> size(dataset), reason -> ", chunks cannot be listed (" + reason + ")");
    }

    private static String kind(Layout layout) {
        if (layout instanceof Layout.Chunked chunked) {
            return "chunked " + Shown.shape(chunked.chunk());
        }
        return layout instanceof Layout.Compact ? "compact" : "contiguous";
    }

    private static String filters(ObjectHeader dataset) {
        return FilterPipeline.of(dataset).stream()
                .map(filter -> ", " + filter(filter))
                .collect(Collectors.joining());
    }

    private static String filter(StoredFilter filter) {
        int[] data = filter.data();
        return switch (filter.id()) {
            case GZIP, BZIP2, ZSTD -> filter.label() + (data.length > 0 ? " " + data[0] : "");
            case BLOSC -> filter.label() + blosc(data);
            default -> filter.label();
        };
    }

    /** Its settings: the level in place 4, the codec in place 6, blosclz where there is none. */
    private static String blosc(int[] data) {
        int codec = data.length > 6 ? data[6] : 0;
        String name = codec >= 0 && codec < BLOSC_CODECS.size() ? BLOSC_CODECS.get(codec) : "codec " + codec;
        return " (" + name + (data.length > 4 ? " " + data[4] : "") + ")";
    }

    private static String size(ObjectHeader dataset) {
        OptionalLong stored = StoredBytes.of(dataset);
        if (stored.isEmpty()) {
            return "";
        }
        long bytes = stored.getAsLong();
        long all = StoredBytes.inMemory(dataset);
        return bytes == 0 && all > 0 ? ", never written" : ", " + Shown.bytes(bytes) + ratio(all, bytes);
    }

    private static String ratio(double all, double stored) {
        return all > stored * NOTABLE ? String.format(Locale.ROOT, " (%.1f x smaller)", all / stored) : "";
    }
}
