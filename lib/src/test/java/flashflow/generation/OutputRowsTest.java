package flashflow.generation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.flow.Piece;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputRowsTest {
    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of("y"), List.of("x"));
    private static final long EXACT = 1L << 24;

    /** Events and folds are numbered in float32 as long as it can, and then by whole numbers beside. */
    @Test
    void indicesThatFloat32RoundsAreExactColumns() {
        var piece = new Piece(EXACT + 1, 1, 0, 2);
        var few = OutputRows.matrix(LAYOUT, 2, EXACT, List.of(), List.of());
        assertEquals(List.of("y", "x", "event", "fold"), few.columns());
        assertEquals(List.of(), few.exact());
        var many = OutputRows.matrix(LAYOUT, 2, EXACT + 2, List.of(), List.of());
        assertEquals(List.of("y", "x"), many.columns());
        assertEquals(
                List.of(new CarriedColumn("event", ColumnType.INT64), new CarriedColumn("fold", ColumnType.INT32)),
                many.exact());
        var block = many.join(piece, new float[] {7}, List.of(), new float[] {1, 2}, List.of());
        assertArrayEquals(new float[] {7, 1, 7, 2}, block.rows());
        assertEquals(EXACT + 1, block.exact().get(0).longAt(1));
        assertEquals(1, block.exact().get(1).longAt(1));
        var folds = OutputRows.matrix(LAYOUT, (1 << 24) + 1, 1, List.of(), List.of());
        var last = folds.join(new Piece(0, 1, 1 << 24, 1), new float[1], List.of(), new float[1], List.of());
        assertEquals(EXACT, last.exact().get(1).longAt(0));
        assertEquals(
                2, OutputRows.matrix(LAYOUT, 1, 1L << 40, List.of(), List.of()).width());
        assertEquals(
                List.of(),
                OutputRows.matrix(LAYOUT, 1, 1L << 40, List.of(), List.of()).exact());
    }

    /** Exact targets of the sampler have one value for each row of the output, and stand for the float32 ones in a table. */
    @Test
    void theSamplerMayAddExactColumns() {
        var time = new CarriedColumn("x", ColumnType.FLOAT64);
        var rows = OutputRows.named(LAYOUT, 2, List.of(), List.of(time));
        assertEquals(List.of("y"), rows.columns());
        var exact = List.of(ExactColumn.of(time, new double[] {0.1, 0.2}));
        var block = rows.join(new Piece(0, 1, 0, 2), new float[] {7}, List.of(), new float[] {1, 2}, exact);
        assertArrayEquals(new float[] {7, 7}, block.rows());
        assertEquals(0.2, block.exact().get(0).doubleAt(1));
        assertEquals(
                List.of("y", "x"),
                OutputRows.matrix(LAYOUT, 1, 9, List.of(), List.of(time)).columns());
    }
}
