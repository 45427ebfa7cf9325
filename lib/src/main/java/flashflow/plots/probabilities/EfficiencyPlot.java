package flashflow.plots.probabilities;

import flashflow.plots.PlotOptions;
import flashflow.plots.drawing.Axis;
import flashflow.plots.drawing.Chart;
import flashflow.plots.drawing.Frames;
import flashflow.plots.drawing.Palette;
import flashflow.plots.drawing.Panel;
import flashflow.plots.drawing.Series;
import flashflow.plots.drawing.Style;
import flashflow.validation.probabilities.BinomialInterval;
import flashflow.validation.probabilities.EfficiencyBin;
import flashflow.validation.probabilities.EfficiencyComparison;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Efficiencies with their intervals over the ratio of the sample's to the original's. */
final class EfficiencyPlot {
    private static final int HEIGHT = 480;
    private static final double LOWER_SHARE = 0.36;
    /** A positive column that spans more than this is drawn on a logarithmic axis. */
    private static final double SPAN_FOR_LOG = 8;

    private final EfficiencyComparison comparison;
    private final PlotOptions options;
    private final List<EfficiencyBin> bins;
    private final Axis axis;

    EfficiencyPlot(EfficiencyComparison comparison, PlotOptions options) {
        this.comparison = comparison;
        this.options = options;
        this.bins = comparison.bins();
        double low = bins.get(0).low();
        double high = bins.get(bins.size() - 1).high();
        boolean log = low > 0 && (options.logX() || comparison.logarithmic() || high / low > SPAN_FOR_LOG);
        this.axis = Axis.of(options.label(comparison.column()), log, low, high);
    }

    Chart chart() {
        var original = points(
                options.referenceName(),
                EfficiencyBin::originalEfficiency,
                EfficiencyBin::originalInterval,
                Palette.REFERENCE,
                0);
        var sample = points(
                options.sampleName(),
                EfficiencyBin::sampleEfficiency,
                EfficiencyBin::sampleInterval,
                Palette.SAMPLE,
                1);
        var upper = Stream.concat(original.stream(), sample.stream()).toList();
        var ratios = points("ratio", EfficiencyBin::ratio, EfficiencyBin::ratioInterval, Palette.SAMPLE, 0);
        var one =
                Series.line("", new double[] {axis.low(), axis.high()}, new double[] {1, 1}, Style.thin(Palette.GREY));
        var lower = Stream.concat(Stream.of(one), ratios.stream())
                .map(Series::hiddenInLegend)
                .toList();
        var boxes = Frames.stacked(upper, HEIGHT, LOWER_SHARE);
        var top = Panel.of(boxes.get(0), axis.unlabelled(), heights("efficiency", upper, 0, 1), upper);
        var bottom = Panel.of(boxes.get(1), axis, heights("ratio", lower, 0, Double.MAX_VALUE), lower);
        String title = options.titleOr("Efficiency against " + comparison.column());
        return new Chart(title, Frames.WIDTH, HEIGHT, List.of(top.sharingX(1), bottom), note());
    }

    /** Markers at the bins' means, the second series a little to the right; intervals are not symmetric, so each is a line of its own. */
    private List<Series> points(
            String name,
            ToDoubleFunction<EfficiencyBin> height,
            Function<EfficiencyBin, BinomialInterval> interval,
            String color,
            int place) {
        int n = bins.size();
        double[] x = IntStream.range(0, n)
                .mapToDouble(i -> shifted(bins.get(i).mean(), place))
                .toArray();
        double[] y = bins.stream().mapToDouble(height).toArray();
        double[] along = new double[3 * n];
        double[] ends = new double[3 * n];
        for (int i = 0; i < n; i++) {
            var around = interval.apply(bins.get(i));
            along[3 * i] = along[3 * i + 1] = along[3 * i + 2] = x[i];
            ends[3 * i] = around.low();
            ends[3 * i + 1] = around.high();
            ends[3 * i + 2] = Double.NaN;
        }
        return List.of(
                Series.line(name + " error", along, ends, Style.thin(color))
                        .hiddenInLegend()
                        .grouped(name),
                Series.points(name, x, y, new double[0], new Style(color, 1.4, false, 0, 3)));
    }

    private double shifted(double x, int place) {
        double step = place * 0.008;
        return axis.log()
                ? x * Math.exp(step * (Math.log(axis.high()) - Math.log(axis.low())))
                : x + step * (axis.high() - axis.low());
    }

    private static Axis heights(String title, List<Series> series, double least, double most) {
        double[] all = series.stream()
                .flatMapToDouble(s -> java.util.Arrays.stream(s.y()))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        double margin = Math.max(0.01, 0.06 * (all[all.length - 1] - all[0]));
        double low = Math.max(least, all[0] - margin);
        return Axis.linear(title, low, Math.min(most, all[all.length - 1]) + margin);
    }

    private String note() {
        return String.format(
                java.util.Locale.ROOT,
                "intervals of one standard deviation, Clopper and Pearson; χ² = %.1f in %d bins, p = %.2g",
                comparison.chiSquare(),
                bins.size(),
                comparison.pValue());
    }
}
