package flashflow.data.hdf5;

import static flashflow.data.hdf5.Hdf5Files.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnStatistics;
import flashflow.data.NonFinite;
import flashflow.data.hdf5.writing.HdfBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be read rightly is refused with one sentence that says where and what to do. */
class RefusalsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "bad-zero-rows, no rows",
        "bad-rank, 1 dimension",
        "bad-text, no plain integers",
        "bad-compound, no plain integers",
        "bad-never-written, never written",
        "sparse-never-filled, 45 of its rows were never written",
        "bad-killed-writer, open for writing",
        "bad-killed-swmr, SWMR",
        "bad-filter, filter 4",
        "bad-group, no dataset"
    })
    void refusesFiles(String name, String reason) {
        assertRefused(() -> Hdf5Files.open(name + ".h5"), name + ".h5", reason);
    }

    /** The true reason, and what to do: for most a line of Python. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "odd-siblings; virtual; it is virtual; data=a)",
                "odd-siblings; external; in other files; data=a)",
                "odd-siblings; cube; 3 dimensions; open it with Hdf5Dataset.columns(path, \"cube\").flatten()",
                "odd-siblings; scale; 1 dimension, one column, and the layout needs 5; check the layout",
                "odd-siblings; complex; complex numbers; a.view(a.real.dtype)",
                "odd-siblings; text; are text; astype('f4')",
                "odd-siblings; opaque; opaque bytes; float32 or float64",
                "odd-siblings; empty; empty; dataset of rows",
                "odd-siblings; type; type with a name; dataset",
                "odd-siblings; outside; external link to '/data' in the file 'nowhere.h5'; open that file",
                "bad-filter; data; szip; h5repack -f GZIP=4 bad-filter.h5 plain.h5",
                "bad-filter; data; szip; compression='gzip'",
                "filters/several; zfp; filter 32013 ('zfp'); h5repack -f GZIP=4 several.h5 plain.h5",
                "filters/several; sz3; filter 32024 ('SZ3'); import h5py, hdf5plugin",
                "bad-compound; data; compound; open it with Hdf5Dataset.columns(path, \"data\")",
                "links; sim/outside; external link to '/data' in the file 'float-f4-little.h5'; open that file",
                "links; sim/behind; external link; dataset itself",
                "links; outer/rows; external link to '/sim' in the file 'links.h5'; open that file",
                "links; sim/circle; in a circle; dataset itself",
                "links; sim/dangling; soft link to 'nothing'; dataset itself",
                "links; sim/none; the group '/sim' holds [absolute; 'none'",
                "links; rows/none; '/rows' is no group; name a dataset",
                "links; sim; it holds [absolute; name a dataset"
            })
    void saysWhyAndWhatToDo(String file, String dataset, String reason, String remedy) {
        assertRefused(
                () -> Hdf5Dataset.of(Hdf5Files.LAYOUT, Hdf5Files.path(file + ".h5"))
                        .dataset(dataset)
                        .open(),
                file + ".h5",
                "'" + dataset + "'",
                reason,
                remedy);
    }

    /** The mark lies elsewhere in each version; the newer ones are guarded by a checksum. */
    @ParameterizedTest
    @CsvSource({"2, 1, open for writing", "3, 1, open for writing", "3, 5, SWMR", "3, 4, SWMR"})
    void refusesFilesThatAreBeingWritten(int version, int flags, String reason) throws IOException {
        var file = folder.resolve("open.h5");
        Hdf5Writer.write(file, oneRow());
        byte[] bytes = Files.readAllBytes(file);
        bytes[8] = (byte) version;
        bytes[11] = (byte) flags;
        byte[] block = new HdfBytes().bytes(Arrays.copyOf(bytes, 44)).checksum().toBytes();
        System.arraycopy(block, 0, bytes, 0, block.length);
        Files.write(file, bytes);
        assertRefused(() -> Hdf5Dataset.of(Hdf5Files.LAYOUT, file).open(), "open.h5", reason, "h5clear -s");
    }

    @Test
    void refusesAnOldFileThatIsBeingWritten() throws IOException {
        byte[] bytes = Files.readAllBytes(Hdf5Files.path("float-f4-little.h5"));
        bytes[20] = 1;
        var file = Files.write(folder.resolve("open.h5"), bytes);
        assertRefused(() -> Hdf5Dataset.of(Hdf5Files.LAYOUT, file).open(), "open.h5", "open for writing");
    }

    private static tech.tablesaw.api.Table oneRow() {
        return flashflow.data.RowTables.table(Hdf5Files.LAYOUT.columns(), new float[5], 1);
    }

    @ParameterizedTest
    @CsvSource({
        "root, ROOT, uproot",
        "PAR1, Parquet, ParquetDataset.columns(path)",
        "'pt,eta\n1,2\n', CSV, CsvDataset.columns(path)",
        "'pt;eta\n1;2\n', CSV, CsvDataset.columns(path)",
        "'pt\teta\n1\t2\n', CSV, CsvDataset.columns(path)",
        "CDF, netCDF, netCDF4"
    })
    void namesOtherKindsOfFiles(String start, String kind, String module) throws IOException {
        var file = Files.writeString(folder.resolve("jets.data"), start + "x".repeat(2000));
        assertRefused(() -> Hdf5Dataset.jets(file), "jets.data", "not a readable HDF5 file", kind, module);
    }

    /** Opening a pipe for reading would wait for somebody to write to it. */
    @Test
    @org.junit.jupiter.api.Timeout(60)
    void doesNotWaitForAPipe() throws Exception {
        var pipe = folder.resolve("pipe.h5");
        int made = -1;
        try {
            made = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        } catch (IOException e) {
            // No such command here.
        }
        org.junit.jupiter.api.Assumptions.assumeTrue(made == 0, "skipped: there is no mkfifo");
        assertRefused(() -> Hdf5Dataset.jets(pipe), "pipe.h5", "a pipe or a device");
    }

    @Test
    void filesWithoutRowsMayStandBesideOthers() {
        var layout = Hdf5Files.LAYOUT;
        var none = Hdf5Files.path("bad-zero-rows.h5");
        var some = Hdf5Files.path("gzip.h5");
        try (var dataset = Hdf5Dataset.of(layout, none, some, none, some, none).open()) {
            assertEquals(2L * Hdf5Files.ROWS, dataset.rowCount());
            float[] rows = Hdf5Files.readAll(dataset);
            for (int i = 0; i < rows.length; i++) {
                assertEquals(Hdf5Files.value(i / 5 % Hdf5Files.ROWS, i % 5), rows[i]);
            }
        }
        assertRefused(() -> Hdf5Dataset.of(layout, none, none).open(), "no rows");
    }

    @Test
    void filesMayDifferInColumnsThatAreNotWanted() {
        float[] abc = {1, 2, 3};
        float[] bxca = {20, 99, 30, 10};
        var first = folder.resolve("first.h5");
        var second = folder.resolve("second.h5");
        Hdf5Writer.write(first, flashflow.data.RowTables.table(List.of("a", "b", "c"), abc, 1));
        Hdf5Writer.write(second, flashflow.data.RowTables.table(List.of("b", "x", "c", "a"), bxca, 1));
        var layout = new ColumnLayout(List.of("a"), List.of("b"));
        try (var dataset = Hdf5Dataset.of(layout, first, second).open()) {
            assertArrayEquals(new float[] {1, 2, 10, 20}, Hdf5Files.readAll(dataset));
        }
    }

    /** Working memory is used again for the next chunk; nothing of a damaged one may stay in it. */
    @Test
    void readsTheOtherChunksOfADamagedFile() throws IOException {
        int chunk = 100;
        int chunks = 8;
        float[] values = new float[5 * chunk * chunks];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i);
        }
        var file = folder.resolve("damaged.h5");
        try (var writer = Hdf5Writer.to(file)
                .columns(Hdf5Files.LAYOUT)
                .gzip(4)
                .chunkRows(chunk)
                .open()) {
            writer.write(values, 0, chunk * chunks);
            writer.finish();
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 8;
        Files.write(file, bytes);
        try (var rows = Hdf5Dataset.of(Hdf5Files.LAYOUT, file).open()) {
            int refused = 0;
            float[] one = new float[5 * chunk];
            for (int i = 0; i < 5 * chunks; i++) {
                int first = i % chunks * chunk;
                try {
                    rows.read(first, chunk, one, 0);
                    assertArrayEquals(Arrays.copyOfRange(values, 5 * first, 5 * (first + chunk)), one);
                } catch (FlashFlowException e) {
                    assertTrue(e.getMessage().contains("the chunk at row " + first), e.getMessage());
                    refused++;
                }
            }
            assertEquals(5, refused);
        }
    }

    @Test
    void refusesWhatIsNoHdf5File() throws IOException {
        var text = Files.writeString(folder.resolve("notes.h5"), "no rows here ".repeat(100));
        assertRefused(() -> Hdf5Dataset.jets(text), "notes.h5", "not a readable HDF5 file");
        var empty = Files.createFile(folder.resolve("empty.h5"));
        assertRefused(() -> Hdf5Dataset.jets(empty), "empty.h5", "not a readable HDF5 file");
        assertRefused(() -> Hdf5Dataset.jets(folder.resolve("none.h5")), "none.h5", "does not exist");
        assertRefused(() -> Hdf5Dataset.jets(folder), "cannot be opened");
    }

    @Test
    void refusesAMissingDatasetAndNamesTheOthers() {
        assertRefused(
                () -> Hdf5Dataset.of(Hdf5Files.LAYOUT, Hdf5Files.path("gzip.h5"))
                        .dataset("jets")
                        .open(),
                "gzip.h5",
                "'jets'",
                "[data]");
    }

    @Test
    void refusesTooFewColumns() {
        assertRefused(() -> Hdf5Dataset.jets(Hdf5Files.path("gzip.h5")), "5 columns", "31", "14 context and 17 target");
    }

    @Test
    void refusesATruncatedFile() throws IOException {
        byte[] whole = Files.readAllBytes(Hdf5Files.path("float-f4-little.h5"));
        var cut = Files.write(folder.resolve("cut.h5"), java.util.Arrays.copyOf(whole, whole.length - 1));
        assertRefused(() -> Hdf5Dataset.of(Hdf5Files.LAYOUT, cut).open(), "cut.h5", "truncated", "3268", "3267");
    }

    @Test
    void namesTheFirstNaNAndCountsTheRows() {
        try (var dataset = Hdf5Files.open("bad-nan.h5")) {
            float[] rows = new float[61 * 5];
            dataset.read(18, 20, rows, 0);
            assertRefused(
                    () -> dataset.read(0, 61, rows, 0),
                    "bad-nan.h5",
                    "'data'",
                    "row 17, column 'y' is NaN",
                    "2 of all 61 rows",
                    "DROP");
        }
    }

    @Test
    void dropsRowsWithNaNWhenTold() {
        var builder = Hdf5Dataset.of(Hdf5Files.LAYOUT, Hdf5Files.path("bad-nan.h5"));
        try (var dataset = builder.nonFinite(NonFinite.DROP).open()) {
            assertEquals(59, dataset.rowCount());
            assertEquals(2, dataset.droppedRows());
            float[] rows = Hdf5Files.readAll(dataset);
            float[] single = new float[5];
            for (int row = 0; row < 59; row++) {
                long stored = row < 17 ? row : row < 39 ? row + 1 : row + 2;
                assertEquals(Hdf5Files.value(stored, 1), rows[row * 5 + 1], "row " + row);
                dataset.read(row, 1, single, 0);
                assertEquals(Hdf5Files.value(stored, 4), single[4], "row " + row);
            }
        }
    }

    @Test
    void countsNaNInTheStatisticsWhenKept() {
        var builder = Hdf5Dataset.of(Hdf5Files.LAYOUT, Hdf5Files.path("bad-nan.h5"));
        try (var dataset = builder.nonFinite(NonFinite.KEEP).open()) {
            var statistics = ColumnStatistics.of(dataset);
            assertEquals(1, statistics.nonFinite(0));
            assertEquals(0, statistics.nonFinite(1));
            assertEquals(1, statistics.nonFinite(4));
            assertEquals(60, statistics.count(0));
        }
    }

    @Test
    void refusesFilesThatDisagree() {
        var layout = new ColumnLayout(List.of("a"), List.of("b"));
        var files = List.of(Hdf5Files.path("gzip.h5"), Hdf5Files.path("lzf-noise.h5"));
        assertRefused(() -> Hdf5Dataset.of(layout, files).open(), "lzf-noise.h5", "8 columns", "gzip.h5");
    }

    @Test
    void refusesSomeButNotAllNames() {
        var layout = new ColumnLayout(List.of("a", "b"), List.of("q"));
        assertRefused(
                () -> Hdf5Dataset.of(layout, Hdf5Files.path("names-group.h5"))
                        .dataset("sim/jets")
                        .open(),
                "none is 'q'",
                "extra");
    }

    /** The jets preset must not take the first 31 columns of a file of muons. */
    @Test
    void refusesAWiderFileWhoseNamesItDoesNotKnow() {
        var layout = new ColumnLayout(List.of("c1"), List.of("t1", "t2", "t3"));
        assertRefused(
                () -> Hdf5Dataset.of(layout, Hdf5Files.path("names-group.h5"))
                        .dataset("/sim/jets")
                        .open(),
                "none is 'c1'",
                "[b, a, extra, y, x]");
    }

    @Test
    void refusesRowsOutside() {
        try (var dataset = Hdf5Files.open("gzip.h5")) {
            float[] rows = new float[500];
            assertRefused(() -> dataset.read(60, 2, rows, 0), "Rows 60 to 61", "61");
            assertRefused(() -> dataset.read(-1, 1, rows, 0), "Rows -1");
        }
        assertRefused(() -> Hdf5Dataset.of(Hdf5Files.LAYOUT, List.of()), "at least one file");
        assertRefused(() -> Hdf5Dataset.jets(Path.of("x.h5"), 0), "limit of 0");
    }
}
