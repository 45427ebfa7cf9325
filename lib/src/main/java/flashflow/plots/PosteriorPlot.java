package flashflow.plots;

import flashflow.FlashFlowException;
import flashflow.data.ColumnFinder;
import flashflow.plots.drawing.Axis;
import flashflow.plots.drawing.Box;
import flashflow.plots.drawing.Chart;
import flashflow.plots.drawing.Palette;
import flashflow.plots.drawing.Panel;
import flashflow.plots.drawing.Series;
import flashflow.plots.drawing.Style;
import flashflow.plots.reduction.Histogram;
import flashflow.validation.Bins;
import flashflow.validation.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.Table;

/** A corner plot of any samples, with credible contours, and lines at the truth where it is known. */
final class PosteriorPlot {
    private static final double[] SHARES = {0.68, 0.95};
    private static final int MOST_SAMPLES = 7;
    private static final String TRUTH = "truth";
    private static final Style TRUTH_LINE = new Style(Palette.TEXT, 1.2, true, 0, 0);

    private final List<String> names;
    private final List<DrawnSample> samples;
    private final Map<String, Double> truth = new HashMap<>();
    private final Map<String, Axis> axes = new HashMap<>();
    private final PlotOptions options;

    PosteriorPlot(
            List<String> columns, Map<String, Table> tables, Map<String, ? extends Number> truth, PlotOptions options) {
        CornerPlot.requireColumns(columns, 1);
        if (tables.isEmpty() || tables.size() > MOST_SAMPLES || tables.containsKey(TRUTH)) {
            throw new FlashFlowException("A corner plot of " + tables.size() + " samples named " + tables.keySet()
                    + " cannot be read; give 1 to " + MOST_SAMPLES + ", none called '" + TRUTH + "'.");
        }
        this.samples = DrawnSample.named(tables);
        this.options = options;
        var finder = ColumnFinder.in(samples.get(0).members().get(0).rows());
        this.names = finder.names(columns.toArray(String[]::new));
        truth.forEach((name, value) -> put(finder.name(name), value));
        names.forEach(name -> axes.put(name, axis(name)));
    }

    private void put(String name, Number value) {
        if (value == null || !Double.isFinite(value.doubleValue())) {
            throw new FlashFlowException("The truth of '" + name + "' is " + value + "; give a finite number.");
        }
        truth.put(name, value.doubleValue());
    }

    Chart chart() {
        String lines = names.stream().anyMatch(truth::containsKey) ? "; dashed lines: the truth" : "";
        String contours = names.size() > 1 ? "contours hold 68 % and 95 % of each sample" : "fraction per bin";
        return CornerPlot.chart(names, this::panel, options.titleOr("Posterior"), contours + lines);
    }

    private Panel panel(String y, String x, Box box, boolean xLabelled, boolean yLabelled) {
        return x.equals(y) ? marginal(x, box, xLabelled) : contours(y, x, box, xLabelled, yLabelled);
    }

    private Panel contours(String y, String x, Box box, boolean xLabelled, boolean yLabelled) {
        var panel = new ContourPlot(x, y, samples, SHARES, options, true).panel(box, xLabelled, yLabelled);
        var series = new ArrayList<>(panel.series());
        if (truth.containsKey(x)) {
            series.add(line(ends(truth.get(x)), ends(axes.get(y))));
        }
        if (truth.containsKey(y)) {
            series.add(line(ends(axes.get(x)), ends(truth.get(y))));
        }
        return Panel.of(box, labelled(axes.get(x), xLabelled), labelled(axes.get(y), yLabelled), series);
    }

    private Panel marginal(String name, Box box, boolean labelled) {
        var bins = bins(name);
        var counts =
                samples.stream().map(sample -> sample.histogram(name, bins)).toList();
        var series = new ArrayList<Series>();
        for (int i = 0; i < samples.size(); i++) {
            series.add(steps(samples.get(i), counts.get(i)));
        }
        double high =
                1.1 * counts.stream().mapToDouble(Histogram::largest).max().orElseThrow();
        if (truth.containsKey(name)) {
            series.add(line(ends(truth.get(name)), new double[] {0, high}));
        }
        var yAxis = Axis.linear("fraction per bin", 0, high).unlabelled();
        return Panel.of(box, labelled(axes.get(name), labelled), yAxis, series)
                .captioned(samples.size() == 1 ? (labelled ? "" : name + " = ") + summary(name) : "");
    }

    private static double[] values(DrawnSample sample, String name) {
        return sample.finite(name).values();
    }

    private double[] first(String name) {
        return values(samples.get(0), name);
    }

    private double[] others(String name) {
        return samples.stream()
                .skip(1)
                .flatMapToDouble(sample -> Arrays.stream(values(sample, name)))
                .toArray();
    }

    private Bins bins(String name) {
        var fitting = BinChoice.forPage(first(name), others(name), PlotOptions.defaults());
        return BinChoice.of(name, first(name), others(name), fitting);
    }

    /** One for all panels of a column: around contours, histogram, and a truth that lies outside of all samples. */
    private Axis axis(String name) {
        var wide = ContourPlot.margined(name, first(name), others(name), options, true);
        var bins = bins(name);
        double low = Math.min(wide.low(), bins.low());
        double high = Math.max(wide.high(), bins.high());
        double real = truth.getOrDefault(name, (low + high) / 2);
        double margin = 0.06 * (Math.max(high, real) - Math.min(low, real));
        return Axis.linear(Units.label(name), real < low ? real - margin : low, real > high ? real + margin : high);
    }

    private static Axis labelled(Axis axis, boolean labelled) {
        return labelled ? axis : axis.unlabelled();
    }

    private static double[] ends(Axis axis) {
        return new double[] {axis.low(), axis.high()};
    }

    private static double[] ends(double value) {
        return new double[] {value, value};
    }

    private static Series steps(DrawnSample sample, Histogram counts) {
        return Series.steps(sample.name(), counts.bins().edges(), counts.fractions(), Style.filled(sample.color()));
    }

    /** Median and central 68 %. */
    private String summary(String name) {
        double[] q = Quantiles.of(first(name), 0.16, 0.5, 0.84);
        return DistributionPlot.number(q[1]).replace('-', '−') + " +" + DistributionPlot.number(q[2] - q[1]) + " −"
                + DistributionPlot.number(q[1] - q[0]);
    }

    private static Series line(double[] x, double[] y) {
        return Series.line(TRUTH, x, y, TRUTH_LINE);
    }
}
