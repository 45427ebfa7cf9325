package flashflow.data.hdf5;

import static flashflow.data.hdf5.Hdf5Files.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.Python;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnType;
import flashflow.data.EachType;
import flashflow.data.ExactColumn;
import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Columns beside the float32 rows come back in their own type, whatever the storage. */
class ExactColumnsTest {
    private static final List<String> NAMES = Hdf5Files.LAYOUT.columns();
    private static final CarriedColumn TEXT = new CarriedColumn("text", ColumnType.TEXT);
    private static final String CHECK =
            """
            made = columns(int(sys.argv[1]))
            first = 0
            for name in sys.argv[2:]:
                with h5py.File(name) as f:
                    n = len(f["data"])
                    check(f, made, np.arange(first, first + n))
                    i = np.arange(first * 5, (first + n) * 5)
                    expected = (np.sin(i * 0.1) * (1 + i % 5)).astype("f4").reshape(-1, 5)
                    np.testing.assert_allclose(f["data"][:], expected, rtol=1e-6, atol=1e-7)
                    print(n, f["data"].compression, f["int64"].compression, f["int64"].chunks, f["int64"].shuffle)
                    first += n
            assert first == int(sys.argv[1])
            """;

    @TempDir
    Path folder;

    private List<Path> write(int rows, int gzip, int chunkRows, long splitAbove) {
        float[] values = Hdf5WriterTest.rows(rows);
        try (var writer = Hdf5Writer.to(folder.resolve("rows.h5"))
                .columns(NAMES)
                .exact(EachType.columns())
                .gzip(gzip)
                .chunkRows(chunkRows)
                .splitAbove(splitAbove)
                .open()) {
            for (int done = 0; done < rows; done += 97) {
                int some = Math.min(97, rows - done);
                writer.write(values, 5 * done, some, EachType.rows(done, some));
                writer.write(values, 0, 0, EachType.rows(0, 0));
            }
            return writer.finish();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1;     0; 0;    1000000000; 1 None None None False",
                "1000;  0; 0;    1000000000; 1000 None None None False",
                "1000;  4; 64;   1000000000; 1000 gzip gzip (64,) True",
                "20;    4; 64;   1000000000; 20 gzip gzip (20,) True",
                "70;    0; 64;   1000000000; 70 None None (64,) False",
                "1000;  0; 0;    30000; 410 None None None False",
                "1000;  1; 100;  30000; 400 gzip gzip (100,) True",
                "30000; 0; 0;    1000000000; 30000 None None None False"
            })
    void h5pyReadsThem(int rows, int gzip, int chunkRows, long splitAbove, String first) throws IOException {
        Python.assumed("h5py");
        var files = write(rows, gzip, chunkRows, splitAbove);
        var arguments = Stream.concat(Stream.of(rows), files.stream()).toArray();
        var printed = Python.run(EachType.PYTHON + CHECK, arguments).lines().toList();
        assertEquals(first, printed.get(0));
        assertEquals(files.size(), printed.size());
        assertFiles(files.size());
    }

    private void assertFiles(int count) throws IOException {
        try (var files = Files.list(folder)) {
            assertEquals(count, files.count());
        }
    }

    @ParameterizedTest
    @CsvSource({"30000, 0", "300, 4"})
    void anotherReaderAgrees(int rows, int gzip) {
        Path written = write(rows, gzip, 0, Long.MAX_VALUE).get(0);
        var expected = EachType.rows(0, rows);
        try (var file = new HdfFile(written)) {
            var ids = (long[]) file.getDatasetByPath("event number").getData();
            var reals = (double[]) file.getDatasetByPath("float64").getData();
            var texts = (String[]) file.getDatasetByPath("µ text").getData();
            for (int i = 0; i < rows; i++) {
                assertEquals(named(expected, "event number").longAt(i), ids[i]);
                assertEquals(
                        Double.doubleToLongBits(named(expected, "float64").doubleAt(i)),
                        Double.doubleToLongBits(reals[i]));
                assertEquals(named(expected, "µ text").textAt(i), texts[i]);
            }
        }
        try (var dataset = Hdf5Dataset.of(Hdf5Files.LAYOUT, written).open()) {
            assertArrayEquals(Hdf5WriterTest.rows(rows), Hdf5Files.readAll(dataset));
        }
    }

    private static ExactColumn named(List<ExactColumn> columns, String name) {
        return columns.stream().filter(c -> c.name().equals(name)).findAny().orElseThrow();
    }

    /** One long text among many short ones does not make the file as large as if all were long. */
    @Test
    void textsOfVeryDifferentLengthsAreCompressed() throws IOException {
        int rows = 20_000;
        var texts = new String[rows];
        Arrays.setAll(texts, i -> i == 7 ? "µ".repeat(10_000) : "run" + i);
        var file = folder.resolve("rows.h5");
        try (var writer =
                Hdf5Writer.to(file).columns(List.of("a")).exact(List.of(TEXT)).open()) {
            writer.write(new float[rows], 0, rows, List.of(ExactColumn.of(TEXT, texts)));
            writer.finish();
        }
        assertTrue(Files.size(file) < 5_000_000, Files.size(file) + " bytes");
        try (var read = new HdfFile(file)) {
            assertArrayEquals(texts, (String[]) read.getDatasetByPath("text").getData());
        }
    }

    @Test
    void manyColumnsAndEmptyTextsAreWritten() {
        Python.assumed("h5py");
        var columns = IntStream.range(0, 300)
                .mapToObj(i -> new CarriedColumn("a rather long name of a column " + i, ColumnType.TEXT))
                .toList();
        var file = folder.resolve("rows.h5");
        try (var writer =
                Hdf5Writer.to(file).columns(List.of("a")).exact(columns).open()) {
            var values = columns.stream()
                    .map(c -> ExactColumn.of(c, new String[] {"", ""}))
                    .toList();
            writer.write(new float[2], 0, 2, values);
            writer.finish();
        }
        String script =
                """
                import sys, h5py
                with h5py.File(sys.argv[1], "a") as f:
                    assert len(f) == 301 and all((list(f[k][:]) == [b"", b""]) for k in f if k != "data")
                    f["more"] = [1.0]
                with h5py.File(sys.argv[1]) as f:
                    assert len(f) == 302 and f["data"].shape == (2, 1)
                """;
        Python.run(script, file);
    }

    @ParameterizedTest
    @MethodSource("badNames")
    void namesThatCannotBeAreRefused(List<String> names, String said) {
        var columns = names.stream()
                .map(name -> new CarriedColumn(name, ColumnType.INT64))
                .toList();
        assertRefused(
                () -> Hdf5Writer.to(folder.resolve("x.h5"))
                        .columns(NAMES)
                        .exact(columns)
                        .open(),
                said);
    }

    static Stream<Arguments> badNames() {
        return Stream.of(
                Arguments.of(List.of("data"), "'data'"),
                Arguments.of(List.of("a/b"), "'a/b'"),
                Arguments.of(List.of("id", "id"), "'id'"),
                Arguments.of(List.of(""), "empty"),
                Arguments.of(List.of("."), "'.'"),
                Arguments.of(List.of("a\0"), "proper text"),
                Arguments.of(List.of("µ".repeat(128)), "255 bytes"),
                Arguments.of(Arrays.asList((String) null), "proper text"));
    }

    @ParameterizedTest
    @MethodSource("badColumns")
    void columnsThatDoNotFitAreRefusedAndNothingIsLeft(List<ExactColumn> given, CarriedColumn announced, String said)
            throws IOException {
        var file = folder.resolve("x.h5");
        assertRefused(
                () -> {
                    try (var writer = Hdf5Writer.to(file)
                            .columns(List.of("a"))
                            .exact(List.of(announced))
                            .open()) {
                        writer.write(new float[2], 0, 2, given);
                    }
                },
                said);
        assertFiles(0);
    }

    static Stream<Arguments> badColumns() {
        var text = Stream.of("a\0b", "\ud800", null)
                .map(bad -> Arguments.of(
                        List.of(ExactColumn.of(TEXT, new String[] {"", bad})), TEXT, "row 1, exact column 'text'"));
        var numbers = Stream.of(
                numbers(new ColumnType(ColumnType.Kind.SIGNED, 8), 128, "would be 128"),
                numbers(new ColumnType(ColumnType.Kind.SIGNED, 32), -(1L << 31) - 1, "int32"),
                numbers(new ColumnType(ColumnType.Kind.UNSIGNED, 16), -1, "uint16"),
                numbers(ColumnType.BOOLEAN, 2, "bool"),
                reals(ColumnType.FLOAT32, 0.1, "float32"),
                reals(new ColumnType(ColumnType.Kind.FLOAT, 16), 65520, "float16"));
        var id = new CarriedColumn("id", ColumnType.INT64);
        var others = Stream.of(
                Arguments.of(List.of(), id, "were announced"),
                Arguments.of(List.of(ExactColumn.of(TEXT, new String[2])), id, "were announced"),
                Arguments.of(List.of(ExactColumn.of(id, new long[3])), id, "3 values for 2 rows"));
        return Stream.concat(Stream.concat(text, numbers), others);
    }

    private static Arguments numbers(ColumnType type, long bad, String said) {
        var column = new CarriedColumn("c", type);
        return Arguments.of(List.of(ExactColumn.of(column, new long[] {0, bad})), column, said);
    }

    private static Arguments reals(ColumnType type, double bad, String said) {
        var column = new CarriedColumn("c", type);
        return Arguments.of(List.of(ExactColumn.of(column, new double[] {0, bad})), column, said);
    }

    /** What is spooled is removed too, after a failure in the middle and without a finish. */
    @Test
    void nothingIsLeftWhenItIsNotFinished() throws IOException {
        var writer = Hdf5Writer.to(folder.resolve("x.h5"))
                .columns(List.of("a"))
                .exact(EachType.columns())
                .open();
        writer.write(new float[30_000], 0, 30_000, EachType.rows(0, 30_000));
        assertFiles(2);
        try (writer) {
            assertRefused(() -> writer.write(new float[] {Float.NaN}, 0, 1, EachType.rows(0, 1)), "NaN");
        } catch (FlashFlowException e) {
            throw new AssertionError(e);
        }
        assertFiles(0);
    }
}
