package flashflow.data.selection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.data.MixedRows;
import flashflow.data.RowSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {
    private static final int ROWS = 100_000;

    private static Parts split(RowSource rows, String by) {
        var split = Split.of(rows, 42);
        return (by.isEmpty() ? split : split.by(by)).parts(0.8, 0.1, 0.1);
    }

    /** For each row of the source its part, -1 for none. */
    private static int[] partOf(Parts parts, int rows) {
        int[] of = new int[rows];
        Arrays.fill(of, -1);
        for (int p = 0; p < 3; p++) {
            for (long row : SelectionTest.indices(parts.part(p))) {
                assertEquals(-1, of[(int) row], "overlap at row " + row);
                of[(int) row] = p;
            }
        }
        return of;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "event", "huge", "y"})
    void partsHoldAllRowsOnceAndStayWhenRowsAreAppended(String by) {
        int[] parts = partOf(split(new MixedRows(ROWS, 0), by), ROWS);
        int[] more = partOf(split(new MixedRows(ROWS + 50_000, 500), by), ROWS + 50_000);
        assertTrue(Arrays.stream(parts).allMatch(part -> part >= 0));
        assertArrayEquals(parts, Arrays.copyOf(more, ROWS));
    }

    @Test
    void theyAreTheSameForEver() {
        assertEquals(BY_ROW, hash(split(new MixedRows(ROWS, 0), "")));
        assertEquals(BY_EVENT, hash(split(new MixedRows(ROWS, 0), "event")));
        assertEquals(
                BY_FILE, hash(Split.of(new MixedRows(ROWS, 0), 3).by("file").parts(0.4, 0.3, 0.3)));
        assertEquals(BY_Y, hash(split(new MixedRows(ROWS, 0), "y")));
    }

    private static final String BY_ROW = "b6a0ce5cd0c8e1e4";
    private static final String BY_EVENT = "db67108b61c24b67";
    private static final String BY_FILE = "82fec4cac870cea5";
    private static final String BY_Y = "7841a0951187cbe5";

    private static String hash(Parts parts) {
        long[] of = IntStream.of(partOf(parts, ROWS)).asLongStream().toArray();
        return Long.toHexString(SelectionTest.hash(of));
    }

    @Test
    void sharesAreKeptOnTheMean() {
        var table = split(new MixedRows(ROWS, 0), "").table();
        assertEquals(
                List.of("train", "validation", "test"),
                table.stringColumn("part").asList());
        double[] wanted = {0.8, 0.1, 0.1};
        for (int p = 0; p < 3; p++) {
            double error = Math.sqrt(wanted[p] * (1 - wanted[p]) / ROWS);
            assertEquals(wanted[p], table.doubleColumn("share").get(p), 4 * error);
        }
        assertEquals(ROWS, table.longColumn("rows").sum());
        var parts = split(new MixedRows(ROWS, 0), "event");
        assertTrue(parts.toString().startsWith("Split, seed 42, by event\n"), parts.toString());
        assertTrue(parts.toHtml().contains("validation"));
        assertEquals(0.1, (double) parts.test().rowCount() / ROWS, 4 * Math.sqrt(0.09 * 3 / ROWS));
        assertEquals(parts.all(), List.of(parts.train(), parts.validation(), parts.test()));
    }

    @Test
    void rowsOfAnEventStayTogether() {
        int[] parts = partOf(split(new MixedRows(ROWS, 0), "event"), ROWS);
        var of = new HashMap<Long, Integer>();
        for (int row = 0; row < ROWS; row++) {
            int part = parts[row];
            assertEquals(part, of.computeIfAbsent(MixedRows.event(row), event -> part));
        }
        assertTrue(of.values().containsAll(List.of(0, 1, 2)));
    }

    /** An event's number decides, whatever its type. */
    @Test
    void floatColumnsOfWholeNumbersSplitAsWholeOnes() {
        float[] small = new float[3000];
        for (int i = 0; i < small.length; i++) {
            small[i] = i / 2;
        }
        var floats = InMemoryDataset.of(new ColumnLayout(List.of(), List.of("event")), small);
        int[] parts = partOf(split(floats, "event"), small.length);
        var dealt = new Dealer(new double[] {0.8, 0.1, 0.1}, 42, flashflow.data.RowSet.all(small.length));
        LongStream.range(0, small.length).forEach(row -> dealt.deal(dealt.key(row / 2)));
        for (int row = 0; row < small.length; row++) {
            assertTrue(dealt.parts().get(parts[row]).contains(row));
        }
    }

    @Test
    void aConditionDoesNotMoveRows() {
        var source = new MixedRows(ROWS, 0);
        int[] all = partOf(split(source, ""), ROWS);
        int[] some = partOf(split(Selection.of(source).where("y > 1").rows(), ""), ROWS);
        for (int row = 0; row < ROWS; row++) {
            assertEquals(MixedRows.y(row) > 1 ? all[row] : -1, some[row]);
        }
    }

    @Test
    void refusesWhatIsNoSplit() {
        var rows = new MixedRows(1000, 0);
        refused("sum to 0.9", () -> Split.of(rows, 1).parts(0.8, 0.1));
        refused("positive", () -> Split.of(rows, 1).parts(1.1, -0.1));
        refused("positive", () -> Split.of(rows, 1).parts());
        refused("'test' with a share of 1.0E-6", () -> Split.of(rows, 1).parts(0.5, 0.499999, 1e-6));
        refused(
                "Part 2 of the split",
                () -> Split.of(new MixedRows(3, 0), 1).by("event").parts(0.5, 0.5));
        refused("no column 'evt'", () -> Split.of(rows, 1).by("evt").parts(0.5, 0.5));
        refused(
                "Row 5 holds NaN in the column 'x'",
                () -> Split.of(rows, 1).by("x").parts(0.5, 0.5));
        refused(
                "2 parts and none of number 2",
                () -> Split.of(rows, 1).parts(0.5, 0.5).test());
    }

    private static void refused(String told, org.junit.jupiter.api.function.Executable work) {
        String message = assertThrows(FlashFlowException.class, work).getMessage();
        assertTrue(message.contains(told) && message.endsWith("."), message);
    }

    /** However few there are, if there are as many rows, or groups, as parts. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 10, 40})
    void noPartOfFewRowsIsEmpty(int count) {
        var layout = new ColumnLayout(List.of("group"), List.of("x"));
        float[] values = new float[2 * count];
        for (int i = 0; i < count; i++) {
            values[2 * i] = i / 2;
        }
        var rows = InMemoryDataset.of(layout, values);
        for (long seed = 0; seed < 50; seed++) {
            var parts = Split.of(rows, seed).parts(0.95, 0.05);
            assertTrue(parts.train().rowCount() > 0 && parts.validation().rowCount() > 0);
            assertEquals(count, parts.train().rowCount() + parts.validation().rowCount());
            if (count > 2) {
                var groups = Split.of(rows, seed).by("group").parts(0.95, 0.05);
                var other = groups.validation().table().floatColumn("group");
                assertTrue(other.size() > 0);
                assertFalse(groups.train().table().floatColumn("group").asSet().removeAll(other.asSet()));
            } else {
                assertThrows(
                        FlashFlowException.class,
                        () -> Split.of(rows, 1).by("group").parts(0.95, 0.05));
            }
        }
    }
}
