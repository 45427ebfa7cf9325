package flashflow.data.parquet;

import static flashflow.data.hdf5.Hdf5Files.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import flashflow.Python;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnType;
import flashflow.data.ColumnType.Kind;
import flashflow.data.ExactColumn;
import flashflow.storage.Float16;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written is read again, by this library and by Python. */
class ParquetWriterTest {
    private static final int ROWS = 1000;
    private static final List<String> NAMES = List.of("pt", "jet.eta", "φ");

    @TempDir
    Path folder;

    private Path file;
    private final float[] rows = new float[ROWS * 3];

    @BeforeEach
    void fill() {
        file = folder.resolve("out.parquet");
        for (int i = 0; i < rows.length; i++) {
            rows[i] = ParquetFiles.float32(i);
        }
    }

    /** All types, values over the whole range of each. */
    private static List<ExactColumn> exact(int first, int count) {
        var columns = new ArrayList<ExactColumn>();
        for (Kind kind : List.of(Kind.SIGNED, Kind.UNSIGNED)) {
            for (int bits = 8; bits <= 64; bits *= 2) {
                int shift = 64 - bits;
                var type = new CarriedColumn(kind + "" + bits, new ColumnType(kind, bits));
                long[] values = IntStream.range(first, first + count)
                        .mapToLong(i -> kind == Kind.SIGNED
                                ? ParquetFiles.number(i) >> shift
                                : ParquetFiles.number(i) >>> shift)
                        .toArray();
                columns.add(ExactColumn.of(type, values));
            }
        }
        columns.add(real(16, first, count));
        columns.add(real(32, first, count));
        columns.add(real(64, first, count));
        columns.add(ExactColumn.of(
                new CarriedColumn("b", ColumnType.BOOLEAN),
                IntStream.range(first, first + count)
                        .mapToLong(i -> ParquetFiles.number(i) >>> 63)
                        .toArray()));
        columns.add(ExactColumn.of(
                new CarriedColumn("text", ColumnType.TEXT),
                IntStream.range(first, first + count)
                        .mapToObj(i -> i % 3 == 0 ? "" : "Ω😀" + i)
                        .toArray(String[]::new)));
        return columns;
    }

    private static ExactColumn real(int bits, int first, int count) {
        var type = new ColumnType(Kind.FLOAT, bits);
        return ExactColumn.of(
                new CarriedColumn(type.toString(), type),
                IntStream.range(first, first + count)
                        .mapToDouble(i -> i % 9 == 0
                                ? List.of(Double.NaN, Double.NEGATIVE_INFINITY, -0.0)
                                        .get(i / 9 % 3)
                                : real(bits, ParquetFiles.number(i)))
                        .toArray());
    }

    private static double real(int bits, long random) {
        return switch (bits) {
            case 16 -> Float16.value((int) (random >>> 48));
            case 32 -> Float.intBitsToFloat((int) random);
            default -> Double.longBitsToDouble(random);
        };
    }

    private static List<CarriedColumn> types() {
        return exact(0, 1).stream().map(ExactColumn::column).toList();
    }

    private void write(ParquetCompression compression) {
        try (var writer = ParquetWriter.to(file)
                .columns(NAMES)
                .exact(types())
                .compression(compression)
                .rowGroupRows(300)
                .attribute("seed", 42)
                .open()) {
            for (int done = 0, count = 0; done < ROWS; done += count) {
                count = Math.min(170 + done, ROWS - done);
                writer.write(rows, done * 3, count, exact(done, count));
            }
            assertEquals(List.of(file), writer.finish());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeComesBack(ParquetCompression compression) {
        write(compression);
        var store = ParquetDataset.open(file);
        var source = store.rows(
                new flashflow.data.ColumnLayout(List.of(), NAMES),
                types().stream().map(CarriedColumn::name).toList());
        assertEquals(types(), source.carried());
        assertEquals(300, source.blockRows());
        assertArrayEquals(rows, ParquetFiles.readAll(source));
        var expected = exact(0, ROWS);
        var found = source.readCarried(0, ROWS);
        for (int column = 0; column < expected.size(); column++) {
            for (int row = 0; row < ROWS; row++) {
                assertEquals(
                        expected.get(column).textAt(row),
                        found.get(column).textAt(row),
                        expected.get(column).name() + " " + row);
            }
        }
    }

    @Test
    void pyarrowReadsTheSame() {
        Python.assumed("pyarrow");
        write(ParquetCompression.ZSTD);
        String program =
                """
                import sys, pyarrow.parquet as pq, pyarrow as pa
                t = pq.read_table(sys.argv[1], page_checksum_verification=True)
                print(*[f.type for f in t.schema])
                print(pq.read_metadata(sys.argv[1]).metadata[b'seed'].decode(), t.num_rows, t['pt'].null_count)
                for name in ['SIGNED8', 'SIGNED64', 'UNSIGNED32', 'UNSIGNED64', 'float16', 'float64', 'b', 'text', 'pt', 'jet.eta']:
                    v = t[name][997].as_py()
                    print(v.hex() if isinstance(v, float) else float(v).hex() if name == 'float16' else v)
                """;
        String[] said = Python.run(program, file).lines().toArray(String[]::new);
        assertEquals(
                "float float float int8 int16 int32 int64 uint8 uint16 uint32 uint64 halffloat float double bool string",
                said[0]);
        assertEquals("42 1000 0", said[1]);
        var exact = exact(997, 1);
        assertEquals(exact.get(0).textAt(0), said[2]);
        assertEquals(exact.get(3).textAt(0), said[3]);
        assertEquals(exact.get(6).textAt(0), said[4]);
        assertEquals(exact.get(7).textAt(0), said[5]);
        assertEquals(exact.get(8).doubleAt(0), Double.parseDouble(said[6]));
        assertEquals(exact.get(10).doubleAt(0), Double.parseDouble(said[7]));
        assertEquals(exact.get(11).textAt(0), said[8].toLowerCase(java.util.Locale.ROOT));
        assertEquals(exact.get(12).textAt(0), said[9]);
        assertEquals(rows[997 * 3], Double.parseDouble(said[10]));
        assertEquals(rows[997 * 3 + 1], Double.parseDouble(said[11]));
    }

    @Test
    void pandasReadsTheSame() {
        Python.assumed("pandas", "pyarrow");
        write(ParquetCompression.SNAPPY);
        String sum = Python.run(
                "import sys, pandas as pd; f = pd.read_parquet(sys.argv[1]); print(f['pt'].astype('float64').sum(),"
                        + " len(f), f['text'][1])",
                file);
        double expected = IntStream.range(0, ROWS).mapToDouble(i -> rows[3 * i]).sum();
        assertEquals(expected + " 1000 Ω😀1", sum);
    }

    @Test
    void halfFloatsAreTheSameBothWays() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = Float16.value(bits);
            if (Float.isNaN(value)) {
                assertEquals(true, Float.isNaN(Float16.value(Float16.bits(value))));
            } else {
                assertEquals(bits, Float16.bits(value));
            }
        }
        assertEquals(65504f, Float16.value(0x7BFF));
        assertEquals(0x1p-24f, Float16.value(1));
        assertEquals(1 / 3f, Float16.value(0x3555), 1e-4f);
    }

    @Test
    void whatCannotBeRightIsRefused() {
        assertRefused(() -> ParquetWriter.to(file).open(), "column names []");
        assertRefused(() -> ParquetWriter.to(file).columns(List.of("a", "a")).open(), "not all different");
        assertRefused(
                () -> ParquetWriter.to(file)
                        .columns(List.of("b"))
                        .exact(types())
                        .open(),
                "not all different");
        assertRefused(
                () -> ParquetWriter.to(file).columns(NAMES).rowGroupRows(0).open(), "rowGroupRows is 0");
        assertRefused(
                () -> ParquetWriter.to(folder.resolve("none/x.parquet"))
                        .columns(NAMES)
                        .open(),
                "cannot be written");
        try (var writer = ParquetWriter.to(file).columns(NAMES).open()) {
            assertRefused(writer::finish, "no row");
            assertRefused(() -> writer.write(rows, 0, ROWS + 1, List.of()), "1001 rows");
            assertRefused(() -> writer.write(rows, 0, 10, exact(0, 10)), "exact columns");
            writer.write(rows, 0, 10, List.of());
            assertRefused(
                    () -> writer.write(new float[] {1, 2, 3, 4, Float.NaN, 6}, 0, 2, List.of()),
                    "row 11, column 'jet.eta' would be NaN");
            writer.finish();
            assertRefused(() -> writer.write(rows, 0, 10, List.of()), "already finished");
        }
        assertEquals(10, ParquetDataset.open(file).rowCount());
    }

    @ParameterizedTest
    @CsvSource({
        "SIGNED, 8, 128",
        "SIGNED, 16, -32769",
        "SIGNED, 32, 2147483648",
        "UNSIGNED, 8, 256",
        "UNSIGNED, 16, -1",
        "UNSIGNED, 32, 4294967296",
        "FLOAT, 16, 0.1",
        "FLOAT, 16, 65520",
        "FLOAT, 32, 0.1",
        "FLOAT, 32, 1e300",
        "BOOLEAN, 8, 2",
        "TEXT, 0,"
    })
    void exactValuesHaveToFitTheirTypes(Kind kind, int bits, String bad) {
        var column = new CarriedColumn("c", new ColumnType(kind, bits));
        var values =
                switch (kind) {
                    case FLOAT -> ExactColumn.of(column, new double[] {1, Double.parseDouble(bad)});
                    case TEXT -> ExactColumn.of(column, new String[] {"a", bad});
                    default -> ExactColumn.of(column, new long[] {1, Long.parseLong(bad)});
                };
        try (var writer = ParquetWriter.to(file)
                .columns(List.of("x"))
                .exact(List.of(column))
                .open()) {
            assertRefused(
                    () -> writer.write(new float[2], 0, 2, List.of(values)),
                    "row 1, exact column 'c'",
                    column.type() + "");
        }
    }

    @Test
    void anUnfinishedFileLeavesTheEarlierOne() throws IOException {
        write(ParquetCompression.NONE);
        byte[] before = Files.readAllBytes(file);
        try (var writer = ParquetWriter.to(file).columns(NAMES).open()) {
            writer.write(rows, 0, ROWS, List.of());
        }
        assertArrayEquals(before, Files.readAllBytes(file));
        var other = folder.resolve("other.parquet");
        try (var writer = ParquetWriter.to(other).columns(NAMES).open()) {
            writer.write(rows, 0, ROWS, List.of());
            assertFalse(Files.exists(other));
        }
        try (var left = Files.list(folder)) {
            assertEquals(List.of(file), left.toList());
        }
    }

    @Test
    void aWritingIsTheSameBytesAgain() throws IOException {
        write(ParquetCompression.ZSTD);
        byte[] first = Files.readAllBytes(file);
        write(ParquetCompression.ZSTD);
        assertEquals(-1, Arrays.mismatch(first, Files.readAllBytes(file)));
    }
}
