package flashflow.bench;

import flashflow.data.ColumnLayout;
import flashflow.data.hdf5.Hdf5Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The files that the data benchmark reads: jets in one file, muons in eight, each contiguous and with gzip 4. */
record DataFiles(Path folder, long rows) {
    private static final int MUON_FILES = 8;
    private static final int ROWS_AT_ONCE = 1 << 16;

    Path jets(boolean gzip) {
        return folder.resolve("jets-" + rows + (gzip ? "-gzip.h5" : ".h5"));
    }

    List<Path> muons(boolean gzip) {
        return IntStream.range(0, MUON_FILES)
                .mapToObj(i -> folder.resolve("muons-" + rows + (gzip ? "-gzip-" : "-") + i + ".h5"))
                .toList();
    }

    /**
     * The jets, a dataset each column, which {@code bench/python/column_files.py} writes.
     *
     * @param kind nothing, {@code -gzip} or {@code -gzip-64k}
     */
    Path columns(String kind) {
        return folder.resolve("columns-" + rows + kind + ".h5");
    }

    /** The jets in Parquet, from the same script. */
    Path parquet() {
        return folder.resolve("jets-" + rows + ".parquet");
    }

    /** Writes what is not there yet. */
    void prepare() throws java.io.IOException {
        Files.createDirectories(folder);
        for (boolean gzip : new boolean[] {false, true}) {
            write(jets(gzip), ColumnLayout.jets(), rows, gzip, 1);
            for (int i = 0; i < MUON_FILES; i++) {
                write(muons(gzip).get(i), ColumnLayout.muons(), rows / MUON_FILES, gzip, 2 + i);
            }
        }
    }

    private static void write(Path file, ColumnLayout layout, long rows, boolean gzip, long seed) {
        if (Files.exists(file)) {
            return;
        }
        var random = new Random(seed);
        try (var writer = Hdf5Writer.to(file).columns(layout).gzip(gzip ? 4 : 0).open()) {
            float[] block = new float[ROWS_AT_ONCE * layout.width()];
            fill(block, layout.width(), random);
            for (long done = 0; done < rows; done += ROWS_AT_ONCE) {
                block[0] = done;
                writer.write(block, 0, (int) Math.min(ROWS_AT_ONCE, rows - done));
            }
            writer.finish();
        }
    }

    /** Every fourth column is a small integer, as the flags and counts of real files; the others are gaussian. */
    private static void fill(float[] block, int width, Random random) {
        for (int i = 0; i < block.length; i++) {
            block[i] = i % width % 4 == 3 ? random.nextInt(5) : (float) random.nextGaussian();
        }
    }
}
