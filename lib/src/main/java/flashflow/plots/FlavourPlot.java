package flashflow.plots;

import flashflow.data.ColumnFinder;
import flashflow.plots.drawing.Axis;
import flashflow.plots.drawing.Chart;
import flashflow.plots.drawing.Frames;
import flashflow.plots.drawing.Panel;
import flashflow.plots.drawing.Series;
import flashflow.plots.drawing.Style;
import flashflow.plots.reduction.Histogram;
import flashflow.validation.Bins;
import flashflow.validation.Wasserstein;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tech.tablesaw.api.Table;

/** One target of two samples, apart for b, c and light jets: lines are the reference, points the sample. */
final class FlavourPlot {
    private static final int HEIGHT = 460;

    private final String target;
    private final PlotOptions options;
    private final double[] flavours;
    private final double[] reference;
    private final double[] sample;
    private final List<Flavour> present;
    private final Bins bins;

    FlavourPlot(
            String target, String flavourColumn, Table context, Table reference, Table sample, PlotOptions options) {
        Columns.requireSameRows(context, "context", reference, "reference");
        Columns.requireSameRows(context, "context", sample, "sample");
        this.target = ColumnFinder.in(reference).name(target);
        this.options = options;
        this.flavours = Columns.values(context, flavourColumn);
        this.present = Flavour.present(ColumnFinder.in(context).name(flavourColumn), flavours);
        this.reference = Columns.values(reference, this.target);
        this.sample = Columns.values(sample, this.target);
        this.bins = BinChoice.of(
                this.target, Columns.finite(reference, this.target), Columns.finite(sample, this.target), options);
    }

    Chart chart() {
        var series = new ArrayList<Series>();
        for (Flavour flavour : present) {
            add(series, flavour);
        }
        var box = Frames.single(series, HEIGHT);
        var panel = Panel.of(box, Ranges.along(options.label(target), bins), yAxis(series), series);
        String note = "line: " + options.referenceName() + ", points: " + options.sampleName()
                + "; each flavour is normalised by itself";
        return new Chart(options.titleOr(target + " by flavour"), Frames.WIDTH, HEIGHT, List.of(panel), note);
    }

    private void add(List<Series> series, Flavour flavour) {
        double[] full = flavour.select(flavours, reference);
        double[] flow = flavour.select(flavours, sample);
        if (full.length == 0 || flow.length == 0) {
            return;
        }
        var counts = Histogram.of(bins, full);
        var other = Histogram.of(bins, flow);
        String name = flavour.label() + ", W₁ = " + DistributionPlot.number(Wasserstein.distance(full, flow));
        var line = new Style(flavour.color(), 1.6, false, 0, 0);
        series.add(Series.steps(name, bins.edges(), counts.fractions(), line).grouped(flavour.label()));
        series.add(Series.points(name, bins.centres(), other.fractions(), other.errors(), Style.points(flavour.color()))
                .hiddenInLegend()
                .grouped(flavour.label()));
    }

    private Axis yAxis(List<Series> series) {
        if (options.logY()) {
            return Ranges.logarithmic("fraction per bin", series);
        }
        double high =
                series.stream().flatMapToDouble(s -> Arrays.stream(s.y())).max().orElse(1);
        return Axis.linear("fraction per bin", 0, 1.1 * high);
    }
}
