package flashflow.plots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.plots.drawing.Series;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class LinesPlotTest {
    private static final DoubleColumn X = DoubleColumn.create("pt", new double[] {0, 1, 2});
    private static final Table CURVES = Table.create(
            "Two curves", X, DoubleColumn.create("a", new double[] {0, 1, 4}), DoubleColumn.create("b", new double[] {
                0, -1, -4
            }));

    @Test
    void drawsEachColumnOverTheFirst() {
        var chart = Plots.lines("z", CURVES).chart();
        var panel = chart.panels().get(0);
        assertEquals("Two curves", chart.title());
        assertEquals("pt [GeV]", panel.x().title());
        assertEquals("z", panel.y().title());
        assertEquals(
                List.of("a", "b"), chart.legend().stream().map(Series::name).toList());
        assertArrayEquals(new double[] {0, -1, -4}, panel.series().get(1).y());
        assertTrue(panel.y().low() < -4 && panel.y().high() > 4);
    }

    @Test
    void pointsTakeTheColourOfTheCurveOfTheirName() {
        var points =
                Table.create(DoubleColumn.create("pt", new double[] {1}), DoubleColumn.create("b", new double[] {-1}));
        var own = Table.create(DoubleColumn.create("pt", new double[] {1}), DoubleColumn.create("c", new double[] {2}));
        var chart = Plots.lines("z", CURVES, points, own).chart();
        var series = chart.panels().get(0).series();
        assertEquals(series.get(1).style().color(), series.get(2).style().color());
        assertEquals(Series.Shape.POINTS, series.get(2).shape());
        assertEquals(
                List.of("a", "b", "c"),
                chart.legend().stream().map(Series::name).toList());
    }

    @Test
    void refusesATableWithoutCurves() {
        var alone = Table.create(X.copy());
        var thrown = assertThrows(FlashFlowException.class, () -> Plots.lines("z", alone));
        assertTrue(thrown.getMessage().contains("1 columns"), thrown.getMessage());
    }
}
