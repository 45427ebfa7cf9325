package flashflow.data.hdf5;

import static flashflow.data.hdf5.Hdf5Files.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import flashflow.data.ColumnLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What is written is read back; h5py's view of it is in {@link PythonInteropTest}. */
public class Hdf5WriterTest {
    private static final List<String> NAMES = Hdf5Files.LAYOUT.columns();

    @TempDir
    Path folder;

    public static float[] rows(int count) {
        float[] rows = new float[count * 5];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) Math.sin(i * 0.1) * (1 + i % 5);
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 0",
        "1000, 0, 0",
        "1, 4, 0",
        "1000, 4, 64",
        "64, 9, 64",
        "70, 0, 64",
        "1000, 1, 4096",
        "3000, 4, 1"
    })
    void readsBackWhatItWrote(int count, int gzip, int chunkRows) throws IOException {
        var file = folder.resolve("rows.h5");
        float[] rows = rows(count);
        try (var writer = Hdf5Writer.to(file)
                .columns(Hdf5Files.LAYOUT)
                .gzip(gzip)
                .chunkRows(chunkRows)
                .attribute("seed", 42)
                .open()) {
            for (int done = 0; done < count; done += 37) {
                writer.write(rows, done * 5, Math.min(37, count - done));
            }
            assertEquals(List.of(file), writer.finish());
        }
        try (var dataset = Hdf5Dataset.of(Hdf5Files.LAYOUT, file).open()) {
            assertArrayEquals(rows, Hdf5Files.readAll(dataset));
        }
        try (var left = Files.list(folder)) {
            assertEquals(1, left.count());
        }
    }

    @Test
    void splitsIntoSeveralFiles() {
        float[] rows = rows(1000);
        List<Path> files;
        try (var writer = Hdf5Writer.to(folder.resolve("many.h5"))
                .columns(NAMES)
                .splitAbove(300 * 20)
                .open()) {
            writer.write(rows, 0, 1000);
            files = writer.finish();
        }
        assertEquals(4, files.size());
        assertEquals(folder.resolve("many-003.h5"), files.get(3));
        try (var dataset = Hdf5Dataset.of(Hdf5Files.LAYOUT, files).open()) {
            assertArrayEquals(rows, Hdf5Files.readAll(dataset));
        }
        assertRefused(
                () -> Hdf5Writer.to(folder.resolve("many.h5"))
                        .columns(NAMES)
                        .splitAbove(6000)
                        .open(),
                "many-000.h5");
    }

    @Test
    void leavesNothingWhenItIsNotFinished() throws IOException {
        var file = folder.resolve("rows.h5");
        Files.writeString(file, "older");
        try (var writer = Hdf5Writer.to(file).columns(NAMES).open()) {
            writer.write(rows(10), 0, 10);
        }
        assertEquals("older", Files.readString(file));
        try (var left = Files.list(folder)) {
            assertEquals(1, left.count());
        }
    }

    @Test
    void writesTables() {
        var table = Table.create(
                IntColumn.create("z", 1, 2, 3),
                tech.tablesaw.api.DoubleColumn.create("a", 0.5, 1.5, 2.5),
                StringColumn.create("note", "p", "q", "r"));
        var file = folder.resolve("table.h5");
        try (var writer = Hdf5Writer.to(file).columns(List.of("a", "z")).open()) {
            writer.write(table);
            writer.finish();
        }
        try (var dataset = Hdf5Dataset.of(new ColumnLayout(List.of("a"), List.of("z")), file)
                .open()) {
            assertArrayEquals(new float[] {0.5f, 1, 1.5f, 2, 2.5f, 3}, Hdf5Files.readAll(dataset));
            assertEquals(2.5f, dataset.context().floatColumn("a").getFloat(2));
            assertEquals(List.of("z"), dataset.targets().columnNames());
        }
        assertRefused(() -> Hdf5Writer.write(file, table), "'note'", "no numbers");
    }

    @Test
    void refusesWhatCannotBe() {
        var file = folder.resolve("rows.h5");
        assertRefused(
                () -> {
                    try (var writer = Hdf5Writer.to(file).columns(NAMES).open()) {
                        writer.write(rows(10), 0, 10);
                        writer.write(new float[] {1, 2, 3, Float.NaN, 5}, 0, 1);
                    }
                },
                "rows.h5",
                "row 10, column 'y'",
                "NaN");
        assertRefused(
                () -> {
                    try (var writer = Hdf5Writer.to(file).columns(NAMES).open()) {
                        writer.finish();
                    }
                },
                "no row");
        try (var writer = Hdf5Writer.to(file).columns(NAMES).open()) {
            assertRefused(() -> writer.write(new float[10], 0, 1 << 30), (1 << 30) + " rows", "10");
        }
        assertRefused(() -> Hdf5Writer.to(file).columns(List.of("a", "a")).open(), "not all different");
        assertRefused(() -> Hdf5Writer.to(file).columns(NAMES).dataset("a/b").open(), "'a/b'");
        assertRefused(
                () -> {
                    try (var writer = Hdf5Writer.to(folder.resolve("no/such/x.h5"))
                            .columns(NAMES)
                            .open()) {
                        writer.write(rows(1), 0, 1);
                    }
                },
                "cannot be written",
                "folder exists");
        var names = java.util.stream.IntStream.range(0, 4000)
                .mapToObj(i -> "a rather long column name " + i)
                .toList();
        assertRefused(
                () -> {
                    try (var writer = Hdf5Writer.to(file).columns(names).open()) {
                        writer.write(new float[4000], 0, 1);
                    }
                },
                "'columns'",
                "65535");
    }

    @ParameterizedTest
    @MethodSource("badAttributes")
    void refusesAttributesThatWouldNotComeBack(String name, Object value) {
        assertRefused(
                () -> Hdf5Writer.to(folder.resolve("x.h5"))
                        .columns(NAMES)
                        .attribute(name, value)
                        .open(),
                "attribute");
    }

    static Stream<Arguments> badAttributes() {
        return Stream.of(
                Arguments.of(null, 1),
                Arguments.of("", 1),
                Arguments.of("a\0b", 1),
                Arguments.of("\ud800", 1),
                Arguments.of("columns", 1),
                Arguments.of("a", null),
                Arguments.of("a", "b\0c"),
                Arguments.of("a", new int[0]),
                Arguments.of("a", new int[2][2]),
                Arguments.of("a", new Object()),
                Arguments.of("a", List.of(1, "b")),
                Arguments.of("a", Arrays.asList("b", null)),
                Arguments.of("a", new double[10_000]),
                Arguments.of("a", java.math.BigInteger.TEN.pow(30)));
    }

    @Test
    void refusesNamesThatWouldNotComeBack() {
        for (String bad : Arrays.asList("", "a\0b", null, "\ud800")) {
            var columns = Arrays.asList("a", bad);
            assertRefused(
                    () -> Hdf5Writer.to(folder.resolve("x.h5")).columns(columns).open(), "name");
            assertRefused(
                    () -> Hdf5Writer.to(folder.resolve("x.h5"))
                            .columns(NAMES)
                            .dataset(bad)
                            .open(),
                    "name");
        }
    }
}
