package flashflow.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectedRowsTest {
    private static final int RANGES = 60;

    private static void assertRows(RowSource selected, int[] expected, long first, int count) {
        float[] floats = new float[2 * count + 3];
        double[] doubles = new double[2 * count + 3];
        selected.read(first, count, floats, 3);
        selected.readExact(first, count, doubles, 3);
        var carried = selected.readCarried(first, count);
        assertEquals(
                selected.carried(), carried.stream().map(ExactColumn::column).toList());
        for (int i = 0; i < count; i++) {
            long row = expected[(int) first + i];
            assertArrayEquals(
                    new double[] {MixedRows.y(row), MixedRows.x(row)},
                    new double[] {doubles[3 + 2 * i], doubles[4 + 2 * i]});
            assertEquals((float) MixedRows.x(row), floats[4 + 2 * i]);
            assertEquals(MixedRows.event(row), carried.get(0).longAt(i));
            assertEquals(MixedRows.huge(row), carried.get(1).longAt(i));
            assertEquals(MixedRows.w(row), carried.get(2).doubleAt(i));
            assertEquals(MixedRows.file(row), carried.get(4).textAt(i));
        }
        carried.forEach(column -> assertEquals(count, column.size()));
        assertArrayEquals(new float[3], java.util.Arrays.copyOf(floats, 3));
    }

    private static void assertRanges(RowSource selected, int[] expected) {
        assertEquals(expected.length, selected.rowCount());
        assertRows(selected, expected, 0, expected.length);
        var random = new Random(expected.length);
        for (int i = 0; i < RANGES; i++) {
            int first = random.nextInt(expected.length);
            int count = random.nextInt(Math.min(expected.length - first, 1 << random.nextInt(17)) + 1);
            assertRows(selected, expected, first, count);
        }
        assertRows(selected, expected, expected.length, 0);
        assertThrows(FlashFlowException.class, () -> selected.read(0, expected.length + 1, new float[0], 0));
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 1, 0",
        "0.5, 1, 1000",
        "0.001, 1, 0",
        "0.001, 1, 5000",
        "0.999, 1, 0",
        "0.3, 400, 0",
        "0.5, 5000, 100",
        "0.5, 5000, 3000",
        "0.5, 20000, 0",
        "1, 1, 64"
    })
    void readsWhatOneWouldPickByHand(double share, int run, int blockRows) {
        int rows = 150_000;
        var bits = RowSetTest.random(rows, share, run, 7);
        var selected = SelectedRows.of(new MixedRows(rows, blockRows), RowSetTest.of(bits, rows));
        assertRanges(selected, bits.stream().toArray());
        assertEquals(rows - bits.cardinality(), selected.droppedRows());
        assertEquals(blockRows, selected.blockRows());
    }

    @Test
    void selectionsOfSelections() {
        int rows = 100_000;
        var outer = RowSetTest.random(rows, 0.6, 3, 1);
        var first = SelectedRows.of(new MixedRows(rows, 700), RowSetTest.of(outer, rows));
        var inner = RowSetTest.random(outer.cardinality(), 0.3, 2, 2);
        int[] left = outer.stream().toArray();
        assertRanges(
                SelectedRows.of(first, RowSetTest.of(inner, left.length)),
                inner.stream().map(i -> left[i]).toArray());
    }

    @Test
    void severalThreadsReadAtOnce() {
        int rows = 100_000;
        var bits = RowSetTest.random(rows, 0.5, 2, 5);
        int[] expected = bits.stream().toArray();
        var selected = SelectedRows.of(new MixedRows(rows, 0), RowSetTest.of(bits, rows));
        IntStream.range(0, 64).parallel().forEach(i -> assertRows(selected, expected, 500 * i, 3000));
    }

    /** Three rows of a million are read alone; of a dense selection whole spans, few of them. */
    @Test
    void readsLittleOfSparseAndMuchAtOnceOfDenseSelections() {
        var source = new MixedRows(1_000_000, 0);
        var sparse = new RowSet.Builder(1_000_000);
        sparse.append(false, 5).append(true, 1).append(false, 899_994).append(true, 1);
        sparse.append(false, 98_999).append(true, 2).append(false, 998);
        SelectedRows.of(source, sparse.build()).read(0, 4, new float[8], 0);
        assertEquals(4, source.rowsRead.get());
        assertEquals(3, source.readings.get());

        var dense = new RowSet.Builder(1_000_000);
        for (int row = 0; row < 1_000_000; row++) {
            dense.append(row % 3 != 0);
        }
        source.readings.set(0);
        SelectedRows.of(source, dense.build()).read(0, 600_000, new float[1_200_000], 0);
        assertTrue(source.readings.get() <= 1 + 900_000 / Blocks.of(source).size(), source.readings + " readings");
    }

    @Test
    void goesOverToASourceOfAsManyRows() {
        var selected = SelectedRows.without(new MixedRows(10, 0), 0, 9);
        assertEquals(8, selected.from(new MixedRows(10, 3)).rowCount());
        String told = assertThrows(FlashFlowException.class, () -> selected.from(new MixedRows(11, 0)))
                .getMessage();
        assertEquals("Rows were selected of 10, and the source has 11; select its own.", told);
        assertThrows(FlashFlowException.class, () -> SelectedRows.without(new MixedRows(2, 0), 0, 1));
    }

    @Test
    void aSourceWithoutCarriedColumnsHasNone() {
        var plain = InMemoryDataset.of(new ColumnLayout(List.of(), List.of("x")), new float[] {1, 2, 3});
        var selected = SelectedRows.without(plain, 1);
        assertEquals(List.of(), selected.readCarried(0, 2));
        double[] exact = new double[2];
        selected.readExact(0, 2, exact, 0);
        assertArrayEquals(new double[] {1, 3}, exact);
    }
}
