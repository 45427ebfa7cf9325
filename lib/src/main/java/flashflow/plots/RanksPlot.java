package flashflow.plots;

import flashflow.data.WorkInterrupted;
import flashflow.plots.drawing.Axis;
import flashflow.plots.drawing.Box;
import flashflow.plots.drawing.Chart;
import flashflow.plots.drawing.Frames;
import flashflow.plots.drawing.Palette;
import flashflow.plots.drawing.Panel;
import flashflow.plots.drawing.Series;
import flashflow.plots.drawing.Style;
import flashflow.validation.calibration.CalibrationCheck;
import flashflow.validation.calibration.CalibrationReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Histograms of ranks, each with the band in which those of an exact posterior lie. */
final class RanksPlot {
    private static final int COLUMNS = 4;
    private static final int CELL_WIDTH = 220;
    private static final double CELL_HEIGHT = 205;
    private static final double LEFT = 44;
    private static final double TOP = 40;
    private static final int MOST_BINS = 20;
    private static final int FEWEST_BINS = 4;
    /** Expected in a bin, so that chance does not hide the shape. */
    private static final int ROWS_PER_BIN = 25;

    private static final double BAND = 0.95;

    private RanksPlot() {}

    /** Of every target, and of all together. */
    static Chart ofTargets(CalibrationReport report) {
        return chart(
                "Ranks of the truth among draws", report.ofContext(CalibrationCheck.ALL), CalibrationCheck::target);
    }

    /** Of one target in every bin. */
    static Chart ofContexts(CalibrationReport report, String target) {
        var checks = report.ofTarget(target);
        String name = checks.get(0).target();
        return chart("Ranks of the truth among draws: " + name, checks, CalibrationCheck::context);
    }

    private static Chart chart(String title, List<CalibrationCheck> checks, Function<CalibrationCheck, String> name) {
        int columns = Math.max(2, Math.min(COLUMNS, checks.size()));
        int width = columns * CELL_WIDTH;
        List<Box> boxes = Frames.grid(checks.size(), columns, TOP, width, CELL_HEIGHT, LEFT);
        var panels = new ArrayList<Panel>();
        for (int i = 0; i < checks.size(); i++) {
            WorkInterrupted.check("The drawing");
            panels.add(panel(checks.get(i), name.apply(checks.get(i)), boxes.get(i)));
        }
        int rows = (checks.size() + columns - 1) / columns;
        int height = (int) Math.ceil(TOP + rows * CELL_HEIGHT + 18);
        return new Chart(
                title, width, height, panels, "band: 95 % of the bins of an exact posterior; ∪ too narrow, ∩ too wide");
    }

    private static Panel panel(CalibrationCheck check, String name, Box box) {
        double rows = check.ranks().effectiveRows();
        int bins = (int) Math.max(FEWEST_BINS, Math.min(MOST_BINS, rows / ROWS_PER_BIN));
        double[] edges = new double[bins + 1];
        Arrays.setAll(edges, i -> (double) i / bins);
        double[] heights = check.ranks().histogram(bins);
        double[] band = check.ranks().histogramBand(bins, BAND);
        double[] middle = filled(bins, (band[0] + band[1]) / 2);
        double[] half = filled(bins, (band[1] - band[0]) / 2);
        String color = check.isFlagged() ? Palette.VERMILION : Palette.BLUE;
        var series = List.of(
                Series.band("band", edges, middle, half, Style.band(Palette.GREY))
                        .hiddenInLegend(),
                Series.line("uniform", new double[] {0, 1}, new double[] {1, 1}, Style.thin(Palette.GREY))
                        .hiddenInLegend(),
                Series.steps("ranks", edges, heights, Style.line(color)).hiddenInLegend());
        double high = 1.1 * Math.max(band[1], Arrays.stream(heights).max().orElse(1));
        return Panel.of(box, Axis.linear(name, 0, 1), Axis.linear("", 0, high), series)
                .captioned(check.verdict());
    }

    private static double[] filled(int count, double value) {
        double[] values = new double[count];
        Arrays.fill(values, value);
        return values;
    }
}
