package flashflow.data.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import flashflow.data.ColumnLayout;
import flashflow.data.NonFinite;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Datasets that are stored with filters, by h5py with hdf5plugin and by PyTables. */
class FiltersTest {
    @ParameterizedTest
    @CsvSource({
        "zstd, plain",
        "bzip2, plain",
        "blosc, plain",
        "blosc2, plain",
        "bitshuffle, plain",
        "scaleoffset, plain-scaleoffset"
    })
    void readsWhatHdf5pluginWrote(String dataset, String plain) {
        assertArrayEquals(read("several.h5", plain), read("several.h5", dataset));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zlib_bytes",
                "bzip2_plain",
                "bzip2_bytes",
                "blosc_plain",
                "blosc_bytes",
                "blosc_bits",
                "blosc_lz4_bits",
                "blosc_zstd_bytes",
                "blosc2_plain",
                "blosc2_bytes",
                "blosc2_bits",
                "blosc2_lz4_bytes",
                "blosc2_zlib_bits",
                "blosc2_zstd_bytes"
            })
    void readsWhatPyTablesWrote(String dataset) {
        assertArrayEquals(read("several.h5", "plain"), read("pytables.h5", dataset));
    }

    @Test
    void readsChunksThatAreNotStored() {
        assertArrayEquals(new float[1500], read("pytables.h5", "blosc2_zeros"));
    }

    private static float[] read(String file, String dataset) {
        return read(Hdf5Files.path("filters/" + file), dataset, 3);
    }

    private static float[] read(Path file, String dataset, int columns) {
        var names = IntStream.range(0, columns).mapToObj(i -> "c" + i).toList();
        try (var rows = Hdf5Dataset.of(new ColumnLayout(List.of(), names), file)
                .dataset(dataset)
                .nonFinite(NonFinite.KEEP)
                .open()) {
            return Hdf5Files.readAll(rows);
        }
    }
}
