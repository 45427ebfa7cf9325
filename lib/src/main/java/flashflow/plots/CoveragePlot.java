package flashflow.plots;

import flashflow.HtmlTable;
import flashflow.plots.drawing.Axis;
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
import java.util.Comparator;
import java.util.List;

/** The share of truths within each share of the draws, and below its difference to the diagonal with the band of chance. */
final class CoveragePlot {
    private static final int HEIGHT = 520;
    private static final int POINTS = 101;

    private final CalibrationReport report;
    private final List<CalibrationCheck> checks;
    private final double[] shares = new double[POINTS];

    CoveragePlot(CalibrationReport report, String target) {
        this.report = report;
        this.checks = report.ofTarget(target);
        Arrays.setAll(shares, i -> i / (POINTS - 1.0));
    }

    Chart chart() {
        var upper = new ArrayList<Series>();
        var lower = new ArrayList<Series>(bands());
        double[] ends = {0, 1};
        upper.add(Series.line("", ends, ends, Style.thin(Palette.GREY))
                .hiddenInLegend()
                .grouped("exact"));
        lower.add(Series.line("", ends, new double[] {0, 0}, Style.thin(Palette.GREY))
                .hiddenInLegend()
                .grouped("exact"));
        for (int i = 0; i < checks.size(); i++) {
            add(checks.get(i), Palette.cycle(i), upper, lower);
        }
        var boxes = Frames.stacked(upper, HEIGHT, 0.4);
        boolean joint = checks.get(0).target().equals(CalibrationCheck.JOINT);
        var x = Axis.linear(joint ? "share of draws closer to a random point" : "share of draws below", 0, 1);
        var top = Panel.of(boxes.get(0), x.unlabelled(), Axis.linear("share of truths", 0, 1), upper);
        var bottom = Panel.of(boxes.get(1), x, Ranges.around("difference", lower), lower);
        String title = "Coverage of " + checks.get(0).target();
        return new Chart(title, Frames.WIDTH, HEIGHT, List.of(top.sharingX(1), bottom), note());
    }

    private String note() {
        return "band: " + HtmlTable.number(100 * report.level()) + " % of exact posteriors stay inside"
                + (checks.size() > 1 ? " (dark: all rows, light: the smallest bin)" : "");
    }

    private void add(CalibrationCheck check, String color, List<Series> upper, List<Series> lower) {
        double[] covered = check.ranks().cumulative(shares);
        double[] difference = new double[POINTS];
        Arrays.setAll(difference, i -> covered[i] - shares[i]);
        String name = check.context() + (check.isFlagged() ? ": " + check.verdict() : "");
        upper.add(Series.line(name, shares, covered, Style.line(color)));
        lower.add(Series.line(name, shares, difference, Style.line(color)).hiddenInLegend());
    }

    /** Of the smallest group, and of all rows. */
    private List<Series> bands() {
        return checks.stream()
                .map(CalibrationCheck::band)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .filter(half -> half == checks.get(0).band() || half == widest())
                .map(half -> Series.band(
                                "",
                                new double[] {0, 1},
                                new double[] {0},
                                new double[] {half},
                                Style.band(Palette.GREY))
                        .hiddenInLegend()
                        .grouped("band"))
                .toList();
    }

    private double widest() {
        return checks.stream().mapToDouble(CalibrationCheck::band).max().orElseThrow();
    }
}
