package flashflow.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.plots.drawing.Series;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class ShapesPlotTest {
    private static final Table RAW = Table.create(DoubleColumn.create("MMuon_dxy", new double[] {-10, 0, 0.5, 20}));
    private static final Table TRANSFORMED =
            Table.create(DoubleColumn.create("MMuon_dxy", new double[] {-1.5, 0, 0.5, 1.5}));

    @Test
    void drawsEachColumnBeforeAndAfterOnItsOwnAxes() {
        var chart = Plots.transformed(List.of("dxy"), RAW, TRANSFORMED).chart();
        assertEquals(2, chart.panels().size());
        assertEquals(-10, chart.panels().get(0).x().low());
        assertEquals(20, chart.panels().get(0).x().high());
        assertEquals(1.5, chart.panels().get(1).x().high());
        // A transformed length is no length any more.
        assertEquals("MMuon_dxy [cm]", chart.panels().get(0).x().title());
        assertEquals("MMuon_dxy", chart.panels().get(1).x().title());
        double sum = Arrays.stream(chart.panels().get(0).series().get(0).y()).sum();
        assertEquals(1, sum, 1e-12);
        assertEquals(
                List.of("raw", "transformed"),
                chart.legend().stream().map(Series::name).toList());
    }

    @Test
    void refusesAColumnThatOneTableLacks() {
        var thrown = assertThrows(FlashFlowException.class, () -> Plots.transformed(List.of("dz"), RAW, TRANSFORMED));
        assertTrue(thrown.getMessage().contains("'dz'"), thrown.getMessage());
    }
}
