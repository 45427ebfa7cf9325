package flashflow.plots;

import flashflow.plots.drawing.Axis;
import flashflow.plots.drawing.Box;
import flashflow.plots.drawing.Chart;
import flashflow.plots.drawing.Frames;
import flashflow.plots.drawing.Palette;
import flashflow.plots.drawing.Panel;
import flashflow.plots.drawing.Series;
import flashflow.plots.drawing.Style;
import flashflow.plots.reduction.Histogram;
import flashflow.plots.reduction.Weighted;
import flashflow.validation.Bins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One column of samples, overlaid, with their ratios to the first below and their Wasserstein-1 distances in the legend. */
final class DistributionPlot {
    private static final int HEIGHT = 460;
    /** More distances have no room above a small panel. */
    private static final int MOST_IN_CAPTION = 3;

    private final String column;
    private final PlotOptions options;
    private final List<DrawnSample> samples;
    private final List<Weighted> values;
    private final List<Histogram> counts;
    private final Bins bins;
    private final SampleSeries look;

    /** @param samples the reference first */
    DistributionPlot(String name, List<DrawnSample> samples, PlotOptions options) {
        this.column = samples.get(0).column(name);
        this.options = options;
        this.samples = samples;
        this.values = samples.stream().map(sample -> sample.finite(column)).toList();
        this.bins = BinChoice.of(column, values.get(0).values(), others(values), options);
        this.counts =
                samples.stream().map(sample -> sample.histogram(column, bins)).toList();
        this.look = new SampleSeries(samples);
    }

    private static double[] others(List<Weighted> values) {
        return values.stream()
                .skip(1)
                .flatMapToDouble(sample -> Arrays.stream(sample.values()))
                .toArray();
    }

    /** One small overlay of a page. A column that is constant or holds no value is told by its caption and no error. */
    static Panel onPage(String name, List<DrawnSample> samples, PlotOptions options, Box box) {
        String column = samples.get(0).column(name);
        var values = samples.stream().map(sample -> sample.present(column)).toList();
        var empty = IntStream.range(0, samples.size())
                .filter(i -> values.get(i).size() == 0)
                .findFirst();
        if (empty.isPresent()) {
            var x = Axis.linear(options.label(column), 0, 1);
            return Panel.of(box, x, Axis.linear("", 0, 1).unlabelled(), List.of())
                    .captioned("no finite values in "
                            + samples.get(empty.getAsInt()).name());
        }
        double[] first = values.get(0).values();
        var fitting = BinChoice.forPage(first, others(values), options);
        var panel = new DistributionPlot(column, samples, fitting).panel(box);
        return fitting.equals(options) ? panel : panel.captioned("constant: " + number(first[0]));
    }

    Chart chart() {
        List<Series> series = overlay(false);
        var boxes = Frames.stacked(series, HEIGHT, samples.size() > 2 ? 0.35 : 0.25);
        var upper = Panel.of(boxes.get(0), xAxis().unlabelled(), yAxis(), series);
        var lower = Panel.of(boxes.get(1), xAxis(), ratioAxis(), ratio());
        String title = options.titleOr(column);
        return new Chart(title, Frames.WIDTH, HEIGHT, List.of(upper.sharingX(1), lower), note());
    }

    /** The overlay alone, small, for a grid. */
    Panel panel(Box box) {
        // Room for the numbers of decades, not for a title: the note below the grid has it.
        var y = options.logY() ? yAxis().titled("") : yAxis().unlabelled();
        return Panel.of(box, xAxis(), y, overlay(true)).captioned(caption());
    }

    private String caption() {
        return distances(
                IntStream.range(1, samples.size())
                        .mapToDouble(i -> values.get(0).distance(values.get(i)))
                        .toArray(),
                "",
                unit());
    }

    /** The distances of samples to the reference above a small panel: the largest alone where all have no room. */
    static String distances(double[] distances, String before, String unit) {
        boolean few = distances.length <= MOST_IN_CAPTION;
        if (distances.length == 0) {
            return "";
        }
        String said = few
                ? Arrays.stream(distances).mapToObj(DistributionPlot::number).collect(Collectors.joining(", "))
                : number(Arrays.stream(distances).max().orElseThrow());
        return before + (few ? "W₁ = " : "W₁ up to ") + said + unit;
    }

    private List<Series> overlay(boolean small) {
        var series = new ArrayList<Series>();
        for (int i = 0; i < samples.size(); i++) {
            String name = samples.get(i).name();
            series.addAll(look.overlay(i, small ? name : name + entry(i), counts.get(i), small));
        }
        return series;
    }

    /** Number of values, and the distance to the reference. */
    private String entry(int index) {
        String count = " (" + counted(values.get(index).size()) + ")";
        return index == 0 ? count : count + ", W₁ = " + number(values.get(0).distance(values.get(index))) + unit();
    }

    private List<Series> ratio() {
        var reference = counts.get(0);
        String name = samples.get(0).name();
        double[] band = new double[bins.count()];
        double[] one = new double[bins.count()];
        for (int i = 0; i < band.length; i++) {
            double below = reference.fractions()[i];
            band[i] = below > 0 ? reference.errors()[i] / below : 0;
            one[i] = 1;
        }
        double[] ends = {bins.low(), bins.high()};
        var series = new ArrayList<Series>();
        // In the groups of the histograms above: a click on the legend hides both.
        series.add(Series.band(
                        "", bins.edges(), one, band, Style.band(samples.get(0).color()))
                .hiddenInLegend()
                .grouped(name));
        series.add(Series.line("", ends, new double[] {1, 1}, Style.thin(Palette.GREY))
                .hiddenInLegend()
                .grouped("one"));
        for (int i = 1; i < samples.size(); i++) {
            series.addAll(look.ratio(i, reference, counts.get(i)));
        }
        return series;
    }

    /** From 0.5 to 1.5, or to 0 and 2 where much of a sample would lie outside. */
    private Axis ratioAxis() {
        boolean wide = counts.stream().skip(1).anyMatch(this::isFar);
        return wide ? Axis.linear("ratio", 0, 2) : Axis.linear("ratio", 0.5, 1.5);
    }

    private boolean isFar(Histogram sample) {
        double outside = 0;
        for (int i = 0; i < bins.count(); i++) {
            double below = counts.get(0).fractions()[i];
            double above = sample.fractions()[i];
            outside += above < 0.5 * below || above > 1.5 * below ? above + below : 0;
        }
        return outside > 0.1;
    }

    private Axis xAxis() {
        return Ranges.along(options.label(column), bins);
    }

    private Axis yAxis() {
        double high = counts.stream().mapToDouble(Histogram::largest).max().orElseThrow();
        if (options.logY()) {
            double low = counts.stream().mapToDouble(Histogram::smallest).min().orElseThrow();
            return Axis.logarithmic("fraction per bin", low / 2, high * 2);
        }
        return Axis.linear("fraction per bin", 0, high > 0 ? 1.1 * high : 1);
    }

    private String note() {
        double most = counts.stream().mapToDouble(Histogram::outside).max().orElseThrow();
        if (most < 0.002) {
            return "";
        }
        if (samples.size() != 2) {
            return String.format(Locale.ROOT, "outside the range: up to %.1f %% of a sample", 100 * most);
        }
        return String.format(
                Locale.ROOT,
                "outside the range: %.1f %% of the reference, %.1f %% of the sample",
                100 * counts.get(0).outside(),
                100 * counts.get(1).outside());
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
