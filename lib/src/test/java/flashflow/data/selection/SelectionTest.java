package flashflow.data.selection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.MixedRows;
import flashflow.data.SelectedRows;
import flashflow.data.WorkInterrupted;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final int ROWS = 200_000;

    /** The rows of the source, as indices in it. */
    static long[] indices(SelectedRows rows) {
        return LongStream.range(0, rows.source().rowCount())
                .filter(rows.kept()::contains)
                .toArray();
    }

    private static long[] expected(LongPredicate suits) {
        return LongStream.range(0, ROWS).filter(suits).toArray();
    }

    private static Selection all() {
        return Selection.of(new MixedRows(ROWS, 0));
    }

    /** FNV-1a over the numbers, byte by byte; make_selection_hashes.py finds the same without this library. */
    static long hash(long[] numbers) {
        long hash = 0xcbf29ce484222325L;
        for (long number : numbers) {
            for (int shift = 0; shift < 64; shift += 8) {
                hash = (hash ^ (number >>> shift & 0xff)) * 0x100000001b3L;
            }
        }
        return hash;
    }

    @Test
    void stepsAreDoneInOrder() {
        long[] tight = expected(MixedRows::tight);
        var selection = all().where("tight").everyNth(10, 3).where("y > 0");
        long[] wanted = LongStream.range(0, tight.length)
                .filter(i -> i % 10 == 3)
                .map(i -> tight[(int) i])
                .filter(row -> MixedRows.y(row) > 0)
                .toArray();
        assertArrayEquals(wanted, indices(selection.rows()));
        var table = selection.table();
        assertEquals(List.of("step", "rows before", "rows after", "share"), table.columnNames());
        assertEquals(
                List.of("where tight", "every 10 from 3", "where y > 0"),
                table.stringColumn(0).asList());
        assertEquals(List.of(200_000L, 80_000L, 8_000L), table.longColumn(1).asList());
        assertEquals(0.4, table.doubleColumn(3).get(0));
        assertTrue(
                selection.toString().contains("every 10 from 3        80000        8000      0.1"),
                selection.toString());
        assertTrue(selection.toHtml().contains("where y &gt; 0"));
        assertEquals(ROWS, all().rows().rowCount());
        assertTrue(all().toString().contains("all"));
    }

    @Test
    void goesOnFromASelection() {
        var first = all().where("tight").rows();
        var then = Selection.of(first)
                .where(row -> row.is("tight") && row.value("x") > 50)
                .rows();
        assertArrayEquals(expected(row -> MixedRows.tight(row) && MixedRows.x(row) > 50), indices(then));
        assertEquals(first.source(), then.source());
    }

    @Test
    void aPredicateSeesAllColumns() {
        var rows = all().where(row -> row.value("x") < 50
                        && row.whole("event") % 2 == 0
                        && row.text("file").equals("f1.root")
                        && !row.is("tight"))
                .rows();
        assertArrayEquals(
                expected(row -> MixedRows.x(row) < 50
                        && MixedRows.event(row) % 2 == 0
                        && MixedRows.file(row).equals("f1.root")
                        && !MixedRows.tight(row)),
                indices(rows));
        refused("There is no column 'z'", () -> all().where(row -> row.value("z") > 0));
        refused("holds text; ask for its text", () -> all().where(row -> row.value("file") > 0));
        refused("holds numbers; ask for its value", () -> all().where(
                        row -> row.text("x").isEmpty()));
        refused("no carried one of whole numbers", () -> all().where(row -> row.whole("x") > 0));
    }

    @Test
    void masksAreTruthsOrNumbers() {
        assertArrayEquals(
                expected(MixedRows::tight), indices(all().mask("tight").rows()));
        assertArrayEquals(
                expected(row -> MixedRows.w(row) != 0), indices(all().mask("w").rows()));
        assertArrayEquals(
                expected(row -> MixedRows.x(row) != 0 && row % 13 != 5),
                indices(all().mask("x").rows()));
        assertEquals(1, all().mask("x").warnings().size());
        refused("holds text and is no mask", () -> all().mask("file"));
        refused("There is no column 'MASK'", () -> all().mask("MASK"));
    }

    @Test
    void rowsDecidedByNanAreCounted() {
        long nan = expected(row -> row % 13 == 5).length;
        assertEquals(List.of(), all().where("y > 0 && tight").warnings());
        assertEquals(List.of(), all().where("isnan(x) || x > 3").warnings());
        assertEquals(List.of(), all().where("isfinite(x) && x > 3").warnings());
        assertTold(nan, nan, "x > 3");
        assertTold(nan, 0, "!(x > 3)");
        assertTold(nan, 0, "x != 3");
        assertTold(nan, nan, "sqrt(x) * 0 + 1 in (1, 2)");
        assertTold(expected(row -> row % 13 == 5 && MixedRows.tight(row)).length, null, "tight && x > 3");
        assertTold(expected(row -> row % 13 == 5 && !MixedRows.tight(row)).length, null, "tight || x > 3");
        String shown = all().where("x > 3").toString();
        assertTrue(shown.contains("decided by a comparison with NaN"), shown);
    }

    private static void assertTold(long nan, long dropped, String condition) {
        String ending = String.format(java.util.Locale.ROOT, ", and %,d of these were left out", dropped);
        assertTold(nan, ending, condition);
    }

    private static void assertTold(long nan, String ending, String condition) {
        var warnings = all().where(condition).warnings();
        assertEquals(1, warnings.size());
        String start = String.format(java.util.Locale.ROOT, "In %,d of 200,000 rows, 'where %s' was", nan, condition);
        assertTrue(warnings.get(0).startsWith(start), warnings.get(0));
        assertTrue(ending == null || warnings.get(0).contains(ending), warnings.get(0));
    }

    @Test
    void sharesAreRandomAndTheSameForEver() {
        long[] rows = indices(all().share(0.1, 42).rows());
        assertEquals(0.1 * ROWS, rows.length, 4 * Math.sqrt(0.09 * ROWS));
        assertEquals(SHARE, Long.toHexString(hash(rows)));
        assertArrayEquals(
                rows,
                indices(Selection.of(new MixedRows(ROWS, 777)).share(0.1, 42).rows()));
        long[] more =
                indices(Selection.of(new MixedRows(2 * ROWS, 0)).share(0.1, 42).rows());
        assertArrayEquals(rows, java.util.Arrays.copyOf(more, rows.length));
        assertTrue(more[rows.length] >= ROWS);
        long[] other = indices(all().share(0.1, 42).share(0.5, 43).rows());
        assertEquals(0.05 * ROWS, other.length, 4 * Math.sqrt(0.0475 * ROWS));
        long[] cut = indices(all().where("tight").share(0.1, 42).rows());
        assertArrayEquals(java.util.Arrays.stream(rows).filter(MixedRows::tight).toArray(), cut);
    }

    private static final String SHARE = "ba0dc270e62a8e7f";

    @Test
    void refusesWhatChoosesNothing() {
        refused("Step 2 of the selection, 'where x > 1e9', keeps none of 80000 rows", () -> all().where("tight")
                .where("x > 1e9"));
        refused("Step 1", () -> Selection.of(new MixedRows(3, 0)).everyNth(10, 5));
        refused("Step 1", () -> Selection.of(new MixedRows(3, 0)).share(1e-9, 1));
        refused("Every row number 0", () -> all().everyNth(0));
        refused("to n - 1", () -> all().everyNth(3, 3));
        refused("share of 1.0", () -> all().share(1, 1));
        refused("share of NaN", () -> all().share(Double.NaN, 1));
        refused("seed 1 has chosen", () -> all().share(0.5, 1).everyNth(2).share(0.5, 1));
    }

    private static void refused(String told, org.junit.jupiter.api.function.Executable work) {
        String message = assertThrows(FlashFlowException.class, work).getMessage();
        assertTrue(message.contains(told) && message.endsWith("."), message);
    }

    /** The stop button of a notebook. */
    @Test
    void anInterruptEndsEachPass() {
        var steps = List.<Runnable>of(
                () -> all().where("tight"),
                () -> all().everyNth(2),
                () -> all().share(0.5, 1),
                () -> Split.of(new MixedRows(ROWS, 0), 1).parts(0.5, 0.5),
                () -> Split.of(new MixedRows(ROWS, 0), 1).by("event").parts(0.5, 0.5));
        for (Runnable step : steps) {
            Thread.currentThread().interrupt();
            assertThrows(WorkInterrupted.class, step::run);
            assertFalse(Thread.interrupted());
        }
    }

    /** What is selected stays in step with all columns. */
    @Test
    void weightsGoAlong() {
        var rows = all().where("tight").share(0.3, 5).rows();
        long[] indices = indices(rows);
        var carried = rows.readCarried(1000, 50);
        for (int i = 0; i < 50; i++) {
            assertEquals(MixedRows.w(indices[1000 + i]), carried.get(2).doubleAt(i));
        }
    }
}
