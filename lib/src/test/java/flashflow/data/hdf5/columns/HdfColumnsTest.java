package flashflow.data.hdf5.columns;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.data.hdf5.Hdf5Dataset;
import flashflow.data.hdf5.reading.ChunkCache;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns that h5py, pandas and PyTables wrote (make_hdf5_columns.py) come back bit for bit. */
class HdfColumnsTest {
    private static final Path FOLDER = Path.of("src/test/resources/hdf5/columns");
    private static final int ROWS = 50;

    private static HdfColumns open(String file, String place, boolean flat) {
        return HdfColumns.open(
                FOLDER.resolve(file),
                List.of(place.split(";")),
                new ColumnsView(flat, false, ""),
                ChunkCache.ofDataset());
    }

    private static long value(long row, long column) {
        return (row * 7 + column * 13) % 101;
    }

    private static String text(long row, long column) {
        return (row + column) % 3 == 0 ? "" : "rów " + row + ", column " + column;
    }

    /** Columns and the numbers that they were given; a number behind '?' is that of truth values, behind '"' of texts. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                group.h5 | events/jets | f2_little=0, f2_big=1, f4_big=3, f8_little=4, i1_big=7, i4_big=11, i8_big=13, u8_big=21
                group.h5 | events/jets | flag=?22, kind=23, long_text="24, short_text="25, u2_little=16
                group.h5 | events | jets/f4_little=2, jets/u4_big=19
                group.h5 | events/jets/i2_little | i2_little=8
                wide.h5 | plain | plain[0]=0, plain[3]=3
                wide.h5 | plain[:, 2] | plain=2
                wide.h5 | plain[:, 1:3] | plain[1]=1, plain[2]=2
                wide.h5 | labelled | px=0, E=3
                wide.h5 | beside | jets.a=0, jets.d=3, one=9
                wide.h5 | beside/jets | a=0, d=3
                wide.h5 | plain;labelled | plain[1]=1, pz=2
                deep.h5 | plain | plain[0][0]=0, plain[4][2]=14
                deep.h5 | chunked[:, 3, :] | chunked[1]=10, chunked[2]=11
                deep.h5 | chunked[:, :, 1] | chunked[0]=1, chunked[4]=13
                deep-latest.h5 | fixed | fixed[4][2]=14, fixed[0][2]=2
                deep-latest.h5 | extensible | extensible[4][2]=14, extensible[0][2]=2
                deep-latest.h5 | second | second[4][2]=14, second[0][2]=2
                deep-latest.h5 | tree | tree[4][2]=14, tree[0][2]=2
                deep.h5 | objects | pt[4]=12, eta[4]=13, weight=20, MASK[1]=?5
                compound.h5 | jets | pt=0, eta=1, inner.flavour=2, inner.probability[2]=5, name="6, used=?7
                compound.h5 | chunked | pt=0, eta=1, inner.probability[0]=3, name="6
                pandas-fixed.h5 | jets | c0=0, c2=2, d=3, i=4, b=?5
                pandas-table.h5 | jets | c0=0, c2=2, d=3, i=4, b=?5, t="6
                pandas-data-columns.h5 | jets | c0=0, c2=2, d=3, i=4, b=?5
                pandas-numbered.h5 | deep/jets | 0=0, 2=2
                pytables.h5 | jets | pt=0, eta=1, number=2, cov[1][0]=5, name="7, used=?8
                """)
    void readsWhatPythonWrote(String file, String place, String columns) {
        try (var store = open(file, place, false)) {
            assertEquals(ROWS, store.rowCount());
            for (String column : columns.split(", ")) {
                String name = column.substring(0, column.indexOf('='));
                compare(store, name, column.substring(column.indexOf('=') + 1));
            }
        }
    }

    private static void compare(HdfColumns store, String name, String number) {
        int c = Integer.parseInt(number.replaceAll("[?\"]", ""));
        var exact = exact(store, name);
        for (int row = 0; row < ROWS; row++) {
            if (number.startsWith("\"")) {
                assertEquals(text(row, c), exact.textAt(row), name + ", row " + row);
            } else {
                long expected = number.startsWith("?") ? value(row, c) % 2 : value(row, c);
                assertEquals(expected, exact.doubleAt(row), name + ", row " + row);
            }
        }
        assertEquals(number.startsWith("?"), exact.type().equals(ColumnType.BOOLEAN), name);
        if (!number.startsWith("\"")) {
            var rows = store.rows(new ColumnLayout(List.of(), List.of(name)), List.of());
            float[] floats = new float[ROWS];
            rows.read(0, ROWS, floats, 0);
            for (int row = 0; row < ROWS; row++) {
                assertEquals((float) exact.doubleAt(row), floats[row]);
            }
        }
    }

    private static ExactColumn exact(HdfColumns store, String name) {
        var first = store.columns().stream()
                .filter(column -> column.type().kind() != ColumnType.Kind.TEXT)
                .findFirst()
                .orElseThrow();
        var rows = store.rows(new ColumnLayout(List.of(), List.of(first.name())), List.of(name));
        var found = rows.readCarried(0, (int) rows.rowCount()).get(0);
        assertEquals(rows.carried().get(0), found.column());
        return found;
    }

    @Test
    void rowsInRowsAreFlattened() {
        try (var store = open("deep.h5", "objects", true)) {
            assertEquals(5 * ROWS, store.rowCount());
            var rows = store.rows(
                    new ColumnLayout(List.of("weight", "position"), List.of("eta", "pt", "length")),
                    List.of("row", "MASK", "position"));
            float[] read = new float[5 * 5 * ROWS];
            rows.read(0, 5 * ROWS, read, 0);
            var carried = rows.readCarried(0, 5 * ROWS);
            for (int i = 0; i < 5 * ROWS; i++) {
                int row = i / 5;
                int k = i % 5;
                float[] expected = {value(row, 20), k, value(row, 3 * k + 1), value(row, 3 * k), row % 6};
                assertArrayEquals(expected, Arrays.copyOfRange(read, 5 * i, 5 * i + 5));
                assertEquals(row, carried.get(0).longAt(i));
                assertEquals(value(row, 3 * k + 2) % 2, carried.get(1).longAt(i));
                assertEquals(k, carried.get(2).longAt(i));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tracks", "chunked_tracks"})
    void compoundRowsAreFlattened(String dataset) {
        try (var store = open("compound.h5", dataset, true)) {
            var rows = store.rows(
                    new ColumnLayout(List.of(), List.of("inner.probability[1]", "eta")), List.of("name", "id"));
            assertEquals(4 * ROWS, rows.rowCount());
            float[] read = new float[8 * ROWS];
            rows.read(0, 4 * ROWS, read, 0);
            var carried = rows.readCarried(0, 4 * ROWS);
            for (int i = 0; i < 4 * ROWS; i++) {
                assertEquals(value(i, 4), read[2 * i]);
                assertEquals(value(i, 1), read[2 * i + 1]);
                assertEquals(text(i, 6), carried.get(0).textAt(i));
                assertEquals((1L << 53) + 1 + i, carried.get(1).longAt(i));
            }
        }
    }

    /** Those of one dimension, and those whose second dimension holds columns. */
    @ParameterizedTest
    @ValueSource(strings = {"event", "event/jets;event/info;event/number", "event/number;event/info;event/jets"})
    void whatIsSaidOfAllIsRepeated(String places) {
        try (var store = open("several.h5", places, true)) {
            assertEquals(2 * ROWS, store.rowCount());
            String eta = store.columns().stream()
                    .map(CarriedColumn::name)
                    .filter(name -> name.endsWith("[1]"))
                    .findFirst()
                    .orElseThrow();
            String prefix = places.equals("event") ? "info." : "";
            var layout = new ColumnLayout(List.of("number", prefix + "ht"), List.of(eta));
            float[] read = new float[3 * 2 * ROWS];
            store.rows(layout, List.of()).read(0, 2 * ROWS, read, 0);
            for (int i = 0; i < 2 * ROWS; i++) {
                int row = i / 2;
                float[] expected = {value(row, 30), value(row, 22), value(row, 3 * (i % 2) + 1)};
                assertArrayEquals(expected, Arrays.copyOfRange(read, 3 * i, 3 * i + 3));
            }
        }
    }

    @Test
    void matlabsVectorsAndTablesLieSideBySide() {
        var view = new ColumnsView(false, true, "");
        try (var store =
                HdfColumns.open(FOLDER.resolve("several.h5"), List.of("matlab"), view, ChunkCache.ofDataset())) {
            assertEquals(ROWS, store.rowCount());
            compare(store, "lying", "1");
            compare(store, "standing", "2");
            compare(store, "table[2]", "5");
        }
    }

    @Test
    void listsOfOneNumberOfElementsAreColumnsOfTheirElements() {
        try (var store = open("several.h5", "lists/energy/flattened_data;lists/time/flattened_data", false)) {
            assertEquals(
                    List.of("lists/energy/flattened_data", "lists/time/flattened_data"),
                    store.columns().stream().map(CarriedColumn::name).toList());
            assertEquals(
                    value(99, 41), exact(store, "lists/time/flattened_data").longAt(99));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                several.h5 | event;runs | false | '' | no column of it goes with those of the other places ('runs': it has another number of rows: 2 and not 50)
                several.h5 | event/number | true | '' | nothing to flatten
                several.h5 | event/jets[:, 0, :] | true | '' | leave out either the part or flatten()
                several.h5 | event/info | false | propertys | nothing called 'propertys' holds one text
                several.h5 | event/number | false | properties | nothing called 'properties' holds one text
                wide.h5 | beside | false | jets_label | nothing called 'jets_label' holds one text
                """)
    void whatWouldBeLeftOutInSilenceIsRefused(
            String file, String places, boolean flat, String labels, String sentence) {
        var view = new ColumnsView(flat, false, labels);
        var cache = ChunkCache.ofDataset();
        var refused = assertThrows(
                FlashFlowException.class,
                () -> HdfColumns.open(FOLDER.resolve(file), List.of(places.split(";")), view, cache));
        assertTrue(refused.getMessage().contains(sentence), refused::getMessage);
    }

    /** By the way that users go. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                group.h5 | events/jets | jagged | 'jagged' is no column, it holds elements of variable
                several.h5 | lists | energy | 'energy' is no column, it holds lists of different lengths
                """)
    void aUserIsToldWhatIsNoColumn(String file, String place, String column, String sentence) {
        var columns = Hdf5Dataset.columns(FOLDER.resolve(file), place);
        for (var opening : List.of(
                columns.targets(column),
                columns.targets(column.equals("energy") ? "sum" : "f4_big").mask(column))) {
            var refused = assertThrows(FlashFlowException.class, opening::open);
            assertTrue(refused.getMessage().contains(sentence), refused::getMessage);
        }
        var both =
                assertThrows(FlashFlowException.class, () -> columns.flatten().transposed());
        assertTrue(both.getMessage().contains("exclude each other"), both::getMessage);
    }

    @Test
    void rowsThatWereNeverWrittenAreTold() {
        try (var store = open("group.h5", "events/jets", false)) {
            store.rows(new ColumnLayout(List.of(), List.of("f4_little")), List.of());
            assertEquals(List.of(), store.warnings());
            var rows = store.rows(new ColumnLayout(List.of(), List.of("sparse")), List.of());
            float[] read = new float[ROWS];
            rows.read(0, ROWS, read, 0);
            assertEquals(value(29, 0), read[29]);
            assertEquals(7, read[30]);
            assertTrue(
                    store.warnings().get(0).contains("20 of its 50 rows were never written"),
                    store.warnings()::toString);
        }
    }

    @Test
    void largeNumbersAreCarriedExactly() {
        try (var store = open("group.h5", "events/jets", false)) {
            var event = exact(store, "event");
            var big = exact(store, "big");
            assertEquals(ColumnType.INT64, event.type());
            assertEquals(new CarriedColumn("big", new ColumnType(ColumnType.Kind.UNSIGNED, 64)), big.column());
            for (int row = 0; row < ROWS; row++) {
                assertEquals((1L << 53) + 1 + row, event.longAt(row));
                assertEquals(-1L - row, big.longAt(row));
            }
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"group.h5, events/jets", "deep.h5, chunked", "compound.h5, chunked", "deep-latest.h5, second"})
    void anyRowsAreThoseOfTheWhole(String file, String place) {
        try (var store = open(file, place, false)) {
            var numbers = store.columns().stream()
                    .filter(column -> column.type().kind() != ColumnType.Kind.TEXT)
                    .map(CarriedColumn::name)
                    .toList();
            var rows = store.rows(new ColumnLayout(List.of(), numbers), List.of());
            int width = numbers.size();
            float[] all = new float[ROWS * width];
            rows.read(0, ROWS, all, 0);
            double[] exact = new double[ROWS * width];
            rows.readExact(0, ROWS, exact, 0);
            var random = new Random(1);
            for (int i = 0; i < 50; i++) {
                int first = random.nextInt(ROWS);
                int count = random.nextInt(ROWS - first + 1);
                float[] some = new float[count * width + 3];
                rows.read(first, count, some, 3);
                assertArrayEquals(
                        Arrays.copyOfRange(all, first * width, (first + count) * width),
                        Arrays.copyOfRange(some, 3, some.length));
            }
            for (int i = 0; i < all.length; i++) {
                assertEquals(all[i], (float) exact[i]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                jagged | 'jagged' is no column, it holds elements of variable
                other_length | it has another number of rows: 53 and not 50
                single | 'single' is no column
                f4_litle | the nearest names are [f4_little
                """)
    void whatIsNoColumnIsSaid(String column, String sentence) {
        try (var store = open("group.h5", "events/jets", false)) {
            var layout = new ColumnLayout(List.of(), List.of(column));
            var refused = assertThrows(FlashFlowException.class, () -> store.rows(layout, List.of()));
            assertTrue(refused.getMessage().contains(sentence), refused::getMessage);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                deep.h5 | plain[3, :, :] | takes some rows only
                deep.h5 | plain[:, :] | has 3 dimensions
                deep.h5 | plain[:, 9, :] | stay within them
                deep.h5 | plain[:, x, :] | is no place in a dimension
                deep.h5 | nothing | no 'nothing'
                group.h5 | events/jets/jagged | there is no column
                """)
    void placesThatAreNoneAreRefused(String file, String place, String sentence) {
        var refused = assertThrows(FlashFlowException.class, () -> open(file, place, false));
        assertTrue(refused.getMessage().contains(sentence), refused::getMessage);
    }
}
