package flashflow.plots;

import flashflow.FlashFlowException;
import flashflow.data.samples.SampleRows;
import flashflow.plots.drawing.Axis;
import flashflow.plots.drawing.Chart;
import flashflow.plots.drawing.Frames;
import flashflow.plots.drawing.Panel;
import flashflow.plots.drawing.Series;
import flashflow.plots.drawing.Style;
import flashflow.plots.reduction.Profile;
import flashflow.plots.reduction.Weighted;
import flashflow.validation.Bins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Mean and RMS of a target in bins of a context column, for samples of the same context. */
final class ProfilePlot {
    private static final int HEIGHT = 480;
    private static final int DEFAULT_BINS = 12;
    /** A positive context column that spans more than this is drawn on a logarithmic axis. */
    private static final double SPAN_FOR_LOG = 8;

    private final String target;
    private final String column;
    private final PlotOptions options;
    private final List<DrawnSample> samples;
    private final Bins bins;
    private final boolean log;

    /** @param samples the reference first, each with its context */
    ProfilePlot(String target, String contextColumn, List<DrawnSample> samples, PlotOptions options) {
        this.target = samples.get(0).column(target);
        this.column = samples.get(0).contextColumn(contextColumn);
        this.samples = samples;
        this.options = options;
        this.bins = bins(finite(samples.get(0)));
        if (options.logX() && bins.low() <= 0) {
            throw new FlashFlowException("The context column '" + column + "' reaches down to " + bins.low()
                    + ", so its axis cannot be logarithmic; use a linear one or give a positive range.");
        }
        this.log = options.logX() || (bins.low() > 0 && bins.high() / bins.low() > SPAN_FOR_LOG);
    }

    private double[] finite(DrawnSample sample) {
        return sample.members().stream()
                .flatMapToDouble(member -> Arrays.stream(Columns.finite(member.contextHome(column), column)))
                .toArray();
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
        var means = new ArrayList<Series>();
        var spreads = new ArrayList<Series>();
        for (int place = 0; place < samples.size(); place++) {
            var sample = samples.get(place);
            var profile = profile(sample, member -> DrawnSample.all(member, target));
            double[] x = shifted(profile(sample, this::context).means(), place);
            means.add(points(sample, x, profile.means(), profile.meanErrors()));
            spreads.add(
                    points(sample, x, profile.spreads(), profile.spreadErrors()).hiddenInLegend());
        }
        var boxes = Frames.stacked(means, HEIGHT, 0.42);
        String unit = Units.of(target);
        var upper =
                Panel.of(boxes.get(0), axis().unlabelled(), Ranges.withErrors(Units.label("mean", unit), means), means);
        var lower = Panel.of(boxes.get(1), axis(), Ranges.withErrors(Units.label("RMS", unit), spreads), spreads);
        String title = options.titleOr(target + " against " + column);
        return new Chart(title, Frames.WIDTH, HEIGHT, List.of(upper.sharingX(1), lower), "");
    }

    private Weighted context(SampleRows member) {
        return new Weighted(DrawnSample.against(member, column), member.weights());
    }

    private Profile profile(DrawnSample sample, Function<SampleRows, Weighted> heights) {
        var members = sample.members().stream()
                .map(member -> Profile.of(bins, DrawnSample.against(member, column), heights.apply(member)))
                .toList();
        return members.size() == 1 ? members.get(0) : Profile.ofMembers(members);
    }

    private Series points(DrawnSample sample, double[] x, double[] heights, double[] errors) {
        return Series.points(sample.name(), x, heights, errors, new Style(sample.color(), 1.4, false, 0, 3))
                .inBins(bins.edges());
    }

    /** At the mean of the context in each bin; each sample a little to the right of the one before, so that none hides another. */
    private double[] shifted(double[] x, int place) {
        double step = place * 0.008;
        double factor = log ? Math.exp(step * (Math.log(bins.high()) - Math.log(bins.low()))) : 1;
        double shift = step * (bins.high() - bins.low());
        Arrays.setAll(x, i -> log ? x[i] * factor : x[i] + shift);
        return x;
    }

    private Axis axis() {
        return Axis.of(options.label(column), log, bins.low(), bins.high());
    }
}
