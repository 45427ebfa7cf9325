package flashflow.plots.probabilities;

import flashflow.HtmlTable;
import flashflow.plots.drawing.Axis;
import flashflow.plots.drawing.Chart;
import flashflow.plots.drawing.Frames;
import flashflow.plots.drawing.Palette;
import flashflow.plots.drawing.Panel;
import flashflow.plots.drawing.Series;
import flashflow.plots.drawing.Style;
import flashflow.validation.probabilities.ProbabilityReport;
import flashflow.validation.probabilities.Reliability;
import flashflow.validation.probabilities.ReliabilityBin;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Share that occurred against the predicted probability, and below the difference of the two. */
final class ReliabilityPlot {
    private static final int HEIGHT = 520;
    private static final double LOWER_SHARE = 0.4;

    private final ProbabilityReport report;
    private final Reliability reliability;
    private final double[] x;

    ReliabilityPlot(ProbabilityReport report, Reliability reliability) {
        this.report = report;
        this.reliability = reliability;
        this.x = numbers(ReliabilityBin::predicted);
    }

    Chart chart() {
        var axis = axis();
        double[] ends = {axis.low(), axis.high()};
        var diagonal = Series.line("as often as predicted", ends, ends, Style.thin(Palette.GREY));
        var upper = List.of(band(0).grouped("band"), diagonal, points(ReliabilityBin::observed));
        var lower = List.of(
                band(1).grouped("band").hiddenInLegend(),
                Series.line("", ends, new double[] {0, 0}, Style.thin(Palette.GREY))
                        .hiddenInLegend(),
                points(bin -> bin.observed() - bin.predicted()).hiddenInLegend());
        var boxes = Frames.stacked(upper, HEIGHT, LOWER_SHARE);
        var top = Panel.of(
                boxes.get(0), axis.unlabelled(), Axis.linear("share that occurred", axis.low(), axis.high()), upper);
        var bottom = Panel.of(boxes.get(1), axis, differences(), lower);
        String title = "Reliability of " + reliability.name();
        return new Chart(title, Frames.WIDTH, HEIGHT, List.of(top.sharingX(1), bottom), note());
    }

    private Axis axis() {
        double low = Math.min(x[0], smallest(ReliabilityBin::observed));
        double high = Math.max(x[x.length - 1], -smallest(bin -> -bin.observed()));
        double margin = Math.max(1e-3, 0.06 * (high - low));
        return Axis.linear("predicted probability", Math.max(0, low - margin), Math.min(1, high + margin));
    }

    private Axis differences() {
        double low = Math.min(
                smallest(bin -> bin.observed() - error(bin) - bin.predicted()),
                smallest(bin -> bin.band().low() - bin.predicted()));
        double high = -Math.min(
                smallest(bin -> bin.predicted() - bin.observed() - error(bin)),
                smallest(bin -> bin.predicted() - bin.band().high()));
        double margin = Math.max(1e-6, 0.06 * (high - low));
        return Axis.linear("difference", low - margin, high + margin);
    }

    /** The outline of the bins' bands. @param minus how often the predicted probability is taken off */
    private Series band(int minus) {
        int n = x.length;
        double[] around = new double[2 * n];
        double[] heights = new double[2 * n];
        for (int i = 0; i < n; i++) {
            var bin = reliability.bins().get(i);
            int back = 2 * n - 1 - i;
            around[i] = x[i];
            around[back] = x[i];
            heights[i] = bin.band().high() - minus * bin.predicted();
            heights[back] = bin.band().low() - minus * bin.predicted();
        }
        return new Series(
                "chance", Series.Shape.AREA, around, heights, new double[0], Style.band(Palette.GREY), true, "band");
    }

    private Series points(ToDoubleFunction<ReliabilityBin> height) {
        return Series.points(
                "occurred", x, numbers(height), numbers(ReliabilityPlot::error), Style.joinedPoints(Palette.SAMPLE));
    }

    /** That of a binomial share. */
    private static double error(ReliabilityBin bin) {
        return Math.sqrt(bin.observed() * (1 - bin.observed()) / bin.rows());
    }

    private String note() {
        long out = reliability.bins().stream().filter(bin -> !bin.isInside()).count();
        return "band: binomial, " + HtmlTable.number(100 * report.level())
                + " % of the bins of right probabilities lie inside; " + out + " of " + x.length + " are outside";
    }

    private double[] numbers(ToDoubleFunction<ReliabilityBin> of) {
        return reliability.bins().stream().mapToDouble(of).toArray();
    }

    private double smallest(ToDoubleFunction<ReliabilityBin> of) {
        return reliability.bins().stream().mapToDouble(of).min().orElseThrow();
    }
}
