package flashflow.plots;

import flashflow.data.ColumnFinder;
import flashflow.plots.drawing.Axis;
import flashflow.plots.drawing.Box;
import flashflow.plots.drawing.Chart;
import flashflow.plots.drawing.Frames;
import flashflow.plots.drawing.Palette;
import flashflow.plots.drawing.Panel;
import flashflow.plots.drawing.Series;
import flashflow.plots.drawing.Style;
import flashflow.validation.Wasserstein;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.Table;

/** One column of two samples, overlaid, with their ratio below and their Wasserstein-1 distance in the legend. */
final class DistributionPlot {
    private static final int HEIGHT = 460;

    private final String column;
    private final PlotOptions options;
    private final double[] reference;
    private final double[] sample;
    private final Histogram referenceCounts;
    private final Histogram sampleCounts;

    DistributionPlot(String name, Table reference, Table sample, PlotOptions options) {
        this.column = ColumnFinder.in(reference).name(name);
        this.options = options;
        this.reference = Columns.finite(reference, column);
        this.sample = Columns.finite(sample, column);
        var bins = BinChoice.of(column, this.reference, this.sample, options);
        this.referenceCounts = Histogram.of(bins, this.reference);
        this.sampleCounts = Histogram.of(bins, this.sample);
    }

    /** One small overlay of a page. A column that is constant or holds no value is told by its caption and no error. */
    static Panel onPage(String name, Table reference, Table sample, PlotOptions options, Box box) {
        String column = ColumnFinder.in(reference).name(name);
        double[] a = Columns.finite(Columns.values(reference, column));
        double[] b = Columns.finite(Columns.values(sample, column));
        if (a.length == 0 || b.length == 0) {
            var x = Axis.linear(options.label(column), 0, 1);
            return Panel.of(box, x, Axis.linear("", 0, 1).unlabelled(), List.of())
                    .captioned(
                            "no finite values in " + (a.length == 0 ? options.referenceName() : options.sampleName()));
        }
        var fitting = BinChoice.forPage(a, b, options);
        var panel = new DistributionPlot(column, reference, sample, fitting).panel(box);
        return fitting.equals(options) ? panel : panel.captioned("constant: " + number(a[0]));
    }

    Chart chart() {
        List<Series> series = overlay();
        var boxes = Frames.stacked(series, HEIGHT, 0.25);
        var upper = Panel.of(boxes.get(0), xAxis().unlabelled(), yAxis(), series);
        var lower = Panel.of(boxes.get(1), xAxis(), ratioAxis(), ratio());
        String title = options.titleOr(column);
        return new Chart(title, Frames.WIDTH, HEIGHT, List.of(upper.sharingX(1), lower), note());
    }

    /** The overlay alone, small, for a grid. */
    Panel panel(Box box) {
        // Room for the numbers of decades, not for a title: the note below the grid has it.
        var y = options.logY() ? yAxis().titled("") : yAxis().unlabelled();
        return Panel.of(box, xAxis(), y, grouped()).captioned("W₁ = " + number(distance()) + unit());
    }

    double distance() {
        return Wasserstein.distance(reference, sample);
    }

    private List<Series> overlay() {
        var bins = referenceCounts.bins();
        String count = " (" + counted(reference.length) + ")";
        String other = " (" + counted(sample.length) + "), W₁ = " + number(distance()) + unit();
        var line = Series.steps(
                options.referenceName() + count,
                bins.edges(),
                referenceCounts.fractions(),
                Style.filled(Palette.REFERENCE));
        var points = Series.points(
                options.sampleName() + other,
                bins.centres(),
                sampleCounts.fractions(),
                sampleCounts.errors(),
                Style.points(Palette.SAMPLE));
        return List.of(line.grouped(options.referenceName()), points.grouped(options.sampleName()));
    }

    private List<Series> grouped() {
        var bins = referenceCounts.bins();
        return List.of(
                Series.steps(
                        options.referenceName(),
                        bins.edges(),
                        referenceCounts.fractions(),
                        Style.filled(Palette.REFERENCE)),
                Series.steps(options.sampleName(), bins.edges(), sampleCounts.fractions(), Style.line(Palette.SAMPLE)));
    }

    private List<Series> ratio() {
        var bins = referenceCounts.bins();
        int n = bins.count();
        double[] ratio = new double[n];
        double[] error = new double[n];
        double[] band = new double[n];
        double[] one = new double[n];
        for (int i = 0; i < n; i++) {
            double below = referenceCounts.fractions()[i];
            ratio[i] = below > 0 ? sampleCounts.fractions()[i] / below : Double.NaN;
            error[i] = below > 0 ? sampleCounts.errors()[i] / below : Double.NaN;
            band[i] = below > 0 ? referenceCounts.errors()[i] / below : 0;
            one[i] = 1;
        }
        double[] ends = {bins.low(), bins.high()};
        var errors = Series.band("", bins.edges(), one, band, Style.band(Palette.REFERENCE));
        var unity = Series.line("", ends, new double[] {1, 1}, Style.thin(Palette.GREY));
        var points = Series.points("", bins.centres(), ratio, error, Style.points(Palette.SAMPLE));
        // In the groups of the histograms above: a click on the legend hides both.
        return List.of(
                errors.hiddenInLegend().grouped(options.referenceName()),
                unity.hiddenInLegend().grouped("one"),
                points.hiddenInLegend().grouped(options.sampleName()));
    }

    /** From 0.5 to 1.5, or to 0 and 2 where much of the sample would lie outside. */
    private Axis ratioAxis() {
        double outside = 0;
        for (int i = 0; i < referenceCounts.bins().count(); i++) {
            double below = referenceCounts.fractions()[i];
            double above = sampleCounts.fractions()[i];
            outside += above < 0.5 * below || above > 1.5 * below ? above + below : 0;
        }
        return outside > 0.1 ? Axis.linear("ratio", 0, 2) : Axis.linear("ratio", 0.5, 1.5);
    }

    private Axis xAxis() {
        return Ranges.along(options.label(column), referenceCounts.bins());
    }

    private Axis yAxis() {
        double high = Math.max(referenceCounts.largest(), sampleCounts.largest());
        if (options.logY()) {
            double low = Math.min(referenceCounts.smallest(), sampleCounts.smallest());
            return Axis.logarithmic("fraction per bin", low / 2, high * 2);
        }
        return Axis.linear("fraction per bin", 0, high > 0 ? 1.1 * high : 1);
    }

    private String note() {
        double most = Math.max(referenceCounts.outside(), sampleCounts.outside());
        return most < 0.002
                ? ""
                : String.format(
                        Locale.ROOT,
                        "outside the range: %.1f %% of the reference, %.1f %% of the sample",
                        100 * referenceCounts.outside(),
                        100 * sampleCounts.outside());
    }

    private String unit() {
        String unit = options.unit() == null ? Units.of(column) : options.unit();
        return unit.isEmpty() ? "" : " " + unit;
    }

    static String counted(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** Three significant digits. */
    static String number(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return value == 0 ? "0" : Double.toString(value);
        }
        double size = Math.abs(value);
        int decimals = Math.max(0, 2 - (int) Math.floor(Math.log10(size)));
        return size >= 1e-4 && size < 1e6
                ? String.format(Locale.ROOT, "%." + decimals + "f", value)
                : String.format(Locale.ROOT, "%.2e", value);
    }
}
