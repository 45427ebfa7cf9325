package flashflow.plots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.plots.drawing.Palette;
import flashflow.plots.drawing.Panel;
import flashflow.plots.drawing.Series;
import flashflow.posterior.PosteriorDraws;
import flashflow.validation.calibration.CalibrationReport;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import tech.tablesaw.api.Table;

class PosteriorPlotsTest {
    private static final Table CONTEXT = TestSamples.context(3000);
    private static final Table DRAWS = TestSamples.targets(CONTEXT, 2, 0);
    private static final CalibrationReport REPORT = PosteriorFigures.report();

    private static List<Series> truths(Panel panel) {
        return panel.series().stream().filter(s -> s.name().equals("truth")).toList();
    }

    @Test
    void truthLinesCrossAllPanelsOfTheirColumn() {
        var chart = Plots.corner(PosteriorDraws.of(DRAWS), Map.of("ptRatio", 1.1, "MJet_btagDeepB", 9))
                .chart();
        assertEquals(6, chart.panels().size());
        var across = chart.panels().get(1); // btagDeepB against ptRatio
        assertEquals(2, truths(across).size());
        assertArrayEquals(new double[] {1.1, 1.1}, truths(across).get(0).x());
        assertArrayEquals(new double[] {9, 9}, truths(across).get(1).y());
        assertTrue(across.y().high() > 9, "the axis reaches a truth outside of the draws");
        assertEquals(across.x().low(), chart.panels().get(0).x().low(), "a column has one axis");
        assertEquals(0, truths(chart.panels().get(5)).size());
        assertEquals(
                List.of("posterior", "truth"),
                chart.legend().stream().map(Series::name).toList());
        assertTrue(chart.panels().get(0).caption().matches("MJet_ptRatio = [01][.]\\d+ \\+0[.]\\d+ −0[.]\\d+"));
    }

    @Test
    void samplesKeepTheirOrderAndHaveTheirColours() {
        var samples = new LinkedHashMap<String, Table>();
        for (int i = 0; i < 3; i++) {
            samples.put("sample " + i, TestSamples.targets(CONTEXT, i, 0.05 * i));
        }
        var legend = Plots.corner(List.of("ptRatio", "nConstituents"), samples, Map.of())
                .chart()
                .legend();
        assertEquals(
                List.of("sample 0", "sample 1", "sample 2"),
                legend.stream().map(Series::name).toList());
        assertEquals(3, legend.stream().map(s -> s.style().color()).distinct().count());
    }

    @Test
    void whatCannotBeDrawnIsRefused() {
        var one = Map.of("draws", DRAWS);
        var many = new HashMap<String, Table>();
        for (int i = 0; i < 8; i++) {
            many.put("sample " + i, DRAWS);
        }
        refused("0 columns", () -> Plots.corner(List.of(), one, Map.of()));
        refused("8 samples", () -> Plots.corner(List.of("ptRatio"), many, Map.of()));
        refused("none called 'truth'", () -> Plots.corner(List.of("ptRatio"), Map.of("truth", DRAWS), Map.of()));
        refused("There is no column 'x'", () -> Plots.corner(List.of("ptRatio"), one, Map.of("x", 1)));
        refused("is NaN", () -> Plots.corner(List.of("ptRatio"), one, Map.of("ptRatio", Double.NaN)));
    }

    private static void refused(String part, Executable call) {
        String message = assertThrows(FlashFlowException.class, call).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void flaggedRanksAreRedAndSaidInWords() {
        var panels = Plots.ranks(REPORT).chart().panels();
        assertEquals(5, panels.size());
        assertEquals(
                List.of("as it should be", "too narrow", "too wide", "too high"),
                panels.stream().limit(4).map(Panel::caption).toList());
        assertEquals(Palette.BLUE, panels.get(0).series().get(2).style().color());
        assertEquals(Palette.VERMILION, panels.get(1).series().get(2).style().color());
        double[] heights = panels.get(1).series().get(2).y();
        assertEquals(1, java.util.Arrays.stream(heights).average().orElseThrow(), 1e-9);
    }

    @Test
    void binsHaveTheirOwnPanelsAndLines() {
        assertEquals(4, Plots.ranks(REPORT, "narrow").chart().panels().size());
        var chart = Plots.coverage(REPORT, "narrow").chart();
        assertEquals(
                List.of("all: too narrow", "pt in [10, 40]: too narrow", "pt in [40, 70]", "pt in [70, 100]"),
                chart.legend().stream().map(Series::name).toList());
        var curve = chart.legend().get(1);
        assertEquals(0, curve.y()[0], 1e-9);
        assertEquals(1, curve.y()[100], 1e-9);
        assertTrue(curve.y()[5] > 0.1, "too narrow: truths lie below the lowest draws too often");
        refused("There is no column 'z'", () -> Plots.coverage(REPORT, "z"));
    }
}
