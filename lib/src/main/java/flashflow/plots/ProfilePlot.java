package flashflow.plots;

import flashflow.FlashFlowException;
import flashflow.data.ColumnFinder;
import flashflow.plots.drawing.Axis;
import flashflow.plots.drawing.Chart;
import flashflow.plots.drawing.Frames;
import flashflow.plots.drawing.Palette;
import flashflow.plots.drawing.Panel;
import flashflow.plots.drawing.Series;
import flashflow.plots.drawing.Style;
import flashflow.validation.Bins;
import java.util.Arrays;
import java.util.List;
import tech.tablesaw.api.Table;

/** Mean and RMS of a target in bins of a context column, for two samples of the same context. */
final class ProfilePlot {
    private static final int HEIGHT = 480;
    private static final int DEFAULT_BINS = 12;
    /** A positive context column that spans more than this is drawn on a logarithmic axis. */
    private static final double SPAN_FOR_LOG = 8;

    private final String target;
    private final String column;
    private final PlotOptions options;
    private final double[] context;
    private final Bins bins;
    private final boolean log;
    private final Table reference;
    private final Table sample;

    ProfilePlot(
            String target, String contextColumn, Table context, Table reference, Table sample, PlotOptions options) {
        Columns.requireSameRows(context, "context", reference, "reference");
        Columns.requireSameRows(context, "context", sample, "sample");
        this.target = ColumnFinder.in(reference).name(target);
        this.column = ColumnFinder.in(context).name(contextColumn);
        this.context = Columns.values(context, column);
        this.options = options;
        this.reference = reference;
        this.sample = sample;
        double[] finite = Columns.finite(context, column);
        this.bins = bins(finite);
        if (options.logX() && bins.low() <= 0) {
            throw new FlashFlowException("The context column '" + column + "' reaches down to " + bins.low()
                    + ", so its axis cannot be logarithmic; use a linear one or give a positive range.");
        }
        this.log = options.logX() || (bins.low() > 0 && bins.high() / bins.low() > SPAN_FOR_LOG);
    }

    private Bins bins(double[] finite) {
        int wanted = options.bins() == 0 ? DEFAULT_BINS : options.bins();
        double low = Arrays.stream(finite).min().orElseThrow();
        double high = Arrays.stream(finite).max().orElseThrow();
        if (low == high) {
            throw new FlashFlowException("The context column '" + column + "' is constant (" + low
                    + " in every row), so it gives no profile; choose another column.");
        }
        if (options.hasRange()) {
            return Bins.equal(options.low(), options.high(), wanted, options.logX());
        }
        var quantiles = Bins.quantiles(finite, wanted);
        return quantiles.count() >= 2 ? quantiles : Bins.equal(low, high, wanted, false);
    }

    Chart chart() {
        var full = Profile.of(bins, context, Columns.values(reference, target));
        var flow = Profile.of(bins, context, Columns.values(sample, target));
        var means = List.of(
                points(options.referenceName(), full.means(), full.meanErrors(), Palette.REFERENCE, 0),
                points(options.sampleName(), flow.means(), flow.meanErrors(), Palette.SAMPLE, 1));
        var spreads = List.of(
                points(options.referenceName(), full.spreads(), full.spreadErrors(), Palette.REFERENCE, 0)
                        .hiddenInLegend(),
                points(options.sampleName(), flow.spreads(), flow.spreadErrors(), Palette.SAMPLE, 1)
                        .hiddenInLegend());
        var boxes = Frames.stacked(means, HEIGHT, 0.42);
        String unit = Units.of(target);
        var upper =
                Panel.of(boxes.get(0), axis().unlabelled(), Ranges.withErrors(Units.label("mean", unit), means), means);
        var lower = Panel.of(boxes.get(1), axis(), Ranges.withErrors(Units.label("RMS", unit), spreads), spreads);
        String title = options.titleOr(target + " against " + column);
        return new Chart(title, Frames.WIDTH, HEIGHT, List.of(upper.sharingX(1), lower), "");
    }

    /** At the mean of the context in each bin; the second sample a little to the right, so that neither hides the other. */
    private Series points(String name, double[] heights, double[] errors, String color, int place) {
        double[] x = Profile.of(bins, context, context).means();
        double step = place * 0.008;
        double factor = log ? Math.exp(step * (Math.log(bins.high()) - Math.log(bins.low()))) : 1;
        double shift = step * (bins.high() - bins.low());
        Arrays.setAll(x, i -> log ? x[i] * factor : x[i] + shift);
        return Series.points(name, x, heights, errors, new Style(color, 1.4, false, 0, 3));
    }

    private Axis axis() {
        return Axis.of(options.label(column), log, bins.low(), bins.high());
    }
}
