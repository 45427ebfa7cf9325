package flashflow.data.parquet;

import static flashflow.data.hdf5.Hdf5Files.assertRefused;
import static flashflow.data.parquet.ParquetFiles.ROWS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.data.ColumnType;
import flashflow.data.ColumnType.Kind;
import flashflow.data.Float32Losses;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every type of column, compression, encoding and kind of page that pyarrow writes, bit for bit. */
class ParquetTypesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "snappy",
                "gzip",
                "zstd",
                "lz4",
                "plain",
                "delta_binary_packed",
                "byte_stream_split",
                "delta_byte_array",
                "delta_length_byte_array",
                "rle"
            })
    void everyValueIsReadExactly(String file) {
        var store = ParquetDataset.open(ParquetFiles.path(file + ".parquet"));
        assertEquals(ROWS, store.rowCount());
        for (var column : store.columns()) {
            boolean nulls = column.name().endsWith("_null");
            if (!column.type().equals(ColumnType.TEXT)) {
                assertNumbers(store, column.name(), nulls);
            }
            if (!nulls) {
                assertCarried(store, column.name());
            }
        }
    }

    private static void assertNumbers(flashflow.data.columns.ColumnStore store, String name, boolean nulls) {
        double[] expected = IntStream.range(0, ROWS)
                .mapToDouble(i -> nulls && ParquetFiles.isMissing(i) ? Double.NaN : ParquetFiles.value(name, i))
                .toArray();
        var rows = ParquetFiles.rows(store, name);
        assertArrayEquals(expected, ParquetFiles.readAllExact(rows), name);
        float[] floats = ParquetFiles.readAll(rows);
        for (int i = 0; i < ROWS; i++) {
            assertEquals((float) expected[i], floats[i], name + " " + i);
        }
    }

    private static void assertCarried(flashflow.data.columns.ColumnStore store, String name) {
        String target = ParquetFiles.names(store).stream()
                .filter(other -> !other.startsWith("text") && !other.startsWith("binary"))
                .findFirst()
                .orElse(null);
        if (target == null) {
            return;
        }
        var carried =
                ParquetFiles.carrying(store, target, name).readCarried(0, ROWS).get(0);
        for (int i = 0; i < ROWS; i++) {
            assertEquals(ParquetFiles.text(name, i), carried.textAt(i), name + " " + i);
        }
    }

    @Test
    void columnsHaveTheirTypes() {
        var store = ParquetDataset.open(ParquetFiles.path("snappy.parquet"));
        var types = store.columns().stream()
                .filter(column -> !column.name().endsWith("_null"))
                .map(column -> column.type().toString())
                .toList();
        assertEquals(
                List.of(
                        "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 str float64 float64 float64 int64 int64 int64 int64 int64 str"
                                .split(" ")),
                types);
        var carried = ParquetFiles.carrying(store, "int8", "decimal64", "uint16");
        assertEquals(
                List.of(ColumnType.TEXT, new ColumnType(Kind.UNSIGNED, 16)),
                carried.carried().stream().map(column -> column.type()).toList());
    }

    @Test
    void oldTimestampsAreNanoseconds() {
        var store = ParquetDataset.open(ParquetFiles.path("int96.parquet"));
        var column = ParquetFiles.carrying(store, "stamp", "stamp")
                .readCarried(0, ROWS)
                .get(0);
        for (int i = 0; i < ROWS; i++) {
            assertEquals(ParquetFiles.signed(i, 60), column.longAt(i));
        }
    }

    /** Whoever asks what float32 rounds learns it, and gets the numbers that it would round. */
    @Test
    void columnsKeepTheirTypesAndNumbersBeforeTheyAreRounded() {
        var store = ParquetDataset.open(ParquetFiles.path("zstd.parquet"));
        String[] names = {"bool", "int8", "int64", "uint64", "float16", "float32", "float64"};
        var rows = ParquetFiles.rows(store, names);
        assertEquals("[bool, int8, int64, uint64, float16, float32, float64]", "" + rows.types());
        assertFalse(rows.fitsFloat32());
        var stored = rows.readStored(90, 120);
        var carried = ParquetFiles.carrying(store, "int8", names).readCarried(90, 120);
        for (int c = 0; c < names.length; c++) {
            assertEquals(carried.get(c).column(), stored.get(c).column());
            for (int i = 0; i < 120; i++) {
                assertEquals(carried.get(c).textAt(i), stored.get(c).textAt(i), names[c] + " in row " + i);
            }
        }
        assertTrue(Float32Losses.of(rows).columns().contains("int64"));
        var missing = ParquetFiles.rows(store, "int64_null");
        assertEquals("[float64]", "" + missing.types());
        assertEquals(Double.NaN, missing.readStored(14, 1).get(0).doubleAt(0), 0);
    }

    @Test
    void anyRowsOfAnyColumnsAreTheSameAsAllOfThem() {
        var store = ParquetDataset.open(ParquetFiles.path("zstd.parquet"));
        var rows = ParquetFiles.rows(store, "float32", "int16", "uint8");
        float[] all = ParquetFiles.readAll(rows);
        assertEquals(100, rows.blockRows());
        for (int first = 0; first < ROWS; first += 17) {
            for (int count : new int[] {0, 1, 99, 117, ROWS - first}) {
                int some = Math.min(count, ROWS - first);
                float[] into = new float[some * 3 + 2];
                rows.read(first, some, into, 1);
                assertArrayEquals(
                        Arrays.copyOfRange(all, first * 3, (first + some) * 3),
                        Arrays.copyOfRange(into, 1, some * 3 + 1));
            }
        }
        assertRefused(() -> rows.read(250, 11, new float[33], 0), "there are 260");
    }

    @Test
    void missingValuesAreToldAndRefusedWhereNothingStandsForThem() {
        var store = ParquetDataset.open(ParquetFiles.path("none.parquet"));
        assertTrue(
                store.warnings().get(0).contains("'bool_null' 64"),
                store.warnings().get(0));
        var rows = ParquetFiles.carrying(store, "int8", "int64_null", "text_null");
        assertRefused(() -> rows.readCarried(8, 90), "column 'int64_null', row 14", "missing");
        assertRefused(
                () -> ParquetFiles.carrying(store, "int8", "text_null").readCarried(50, 90),
                "'text_null', row 56",
                "str");
        assertEquals(6, rows.readCarried(1, 6).get(0).size());
        var reals = ParquetFiles.carrying(store, "int8", "float64_null")
                .readCarried(0, ROWS)
                .get(0);
        assertTrue(Double.isNaN(reals.doubleAt(7)) && !Double.isNaN(reals.doubleAt(8)));
    }

    @Test
    void whatCannotBeChosenIsSaidByName() {
        var store = ParquetDataset.open(ParquetFiles.path("none.parquet"));
        assertRefused(() -> ParquetFiles.rows(store, "text"), "column 'text' holds text", "carry it");
        assertRefused(() -> ParquetFiles.rows(store, "flaot32"), "no column 'flaot32'", "float32");
        var brotli = ParquetDataset.open(ParquetFiles.path("brotli.parquet"));
        assertRefused(() -> ParquetFiles.readAll(ParquetFiles.rows(brotli, "int8")), "brotli", "'int8'", "zstd");
    }

    @Test
    void whatPandasWritesIsRead() {
        var store = ParquetDataset.open(ParquetFiles.path("pandas.parquet"));
        assertEquals(List.of("x", "flavour", "key", "__index_level_0__"), ParquetFiles.names(store));
        var carried = ParquetFiles.carrying(store, "x", "flavour", "__index_level_0__")
                .readCarried(3, 2);
        assertEquals(
                Long.toString(Long.remainderUnsigned(ParquetFiles.number(4), 3)),
                carried.get(0).textAt(1));
        assertEquals(11, carried.get(1).longAt(1));
    }
}
