package flashflow.plots;

import flashflow.plots.drawing.Axis;
import flashflow.plots.drawing.Box;
import flashflow.plots.drawing.Chart;
import flashflow.plots.drawing.Frames;
import flashflow.plots.drawing.Panel;
import flashflow.plots.drawing.Series;
import flashflow.plots.drawing.Style;
import flashflow.plots.reduction.ContourLine;
import flashflow.plots.reduction.Pairs;
import flashflow.plots.reduction.SmoothedDensity;
import flashflow.plots.reduction.Weighted;
import flashflow.validation.Bins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Two columns of samples: the contours that hold given shares of each. */
final class ContourPlot {
    static final double[] SHARES = {0.5, 0.9, 0.99};

    private static final int HEIGHT = 520;
    private static final int CELLS = 60;

    private final String xName;
    private final String yName;
    private final List<DrawnSample> samples;
    private final List<double[][]> rows;
    private final double[] shares;
    private final PlotOptions options;
    private final boolean page;
    private final Bins x;
    private final Bins y;

    /**
     * @param shares of each sample within a contour, rising
     * @param page whether this is one of many, which a constant column must not spoil
     */
    ContourPlot(
            String xName, String yName, List<DrawnSample> samples, double[] shares, PlotOptions options, boolean page) {
        this.page = page;
        this.xName = samples.get(0).column(xName);
        this.yName = samples.get(0).column(yName);
        this.samples = samples;
        this.shares = shares;
        this.options = options;
        this.rows = samples.stream().map(this::pairs).toList();
        this.x = margined(this.xName, 0);
        this.y = margined(this.yName, 1);
    }

    /** Rows in which both values are finite; as two columns and their weights. */
    private double[][] pairs(DrawnSample sample) {
        sample.finite(xName);
        sample.finite(yName);
        return Pairs.finite(
                xName,
                all(sample, xName).values(),
                yName,
                all(sample, yName).values(),
                all(sample, xName).weights());
    }

    private static Weighted all(DrawnSample sample, String column) {
        return Weighted.joined(sample.members().stream()
                .map(member -> DrawnSample.all(member, column))
                .toList());
    }

    private Bins margined(String name, int column) {
        double[] first = rows.get(0)[column];
        double[] others = rows.stream()
                .skip(1)
                .flatMapToDouble(pair -> Arrays.stream(pair[column]))
                .toArray();
        return margined(name, first, others, options, page);
    }

    /** Equal cells with room around the outermost values, so that the contour of 0.99 closes inside. */
    static Bins margined(String name, double[] first, double[] others, PlotOptions options, boolean page) {
        int cells = options.bins() == 0 ? CELLS : options.bins();
        var plain = PlotOptions.defaults().bins(cells);
        var fitting = page ? BinChoice.forPage(first, others, plain) : plain;
        var inner = BinChoice.of(name, first, others, fitting);
        double margin = 0.06 * (inner.high() - inner.low());
        return Bins.equal(inner.low() - margin, inner.high() + margin, cells, false);
    }

    Chart chart() {
        List<Series> series = contours();
        var box = Frames.single(series, HEIGHT);
        var panel = Panel.of(box, Ranges.along(Units.label(xName), x), Ranges.along(Units.label(yName), y), series);
        String title = options.titleOr(yName + " against " + xName);
        return new Chart(
                title, Frames.WIDTH, HEIGHT, List.of(panel), "contours hold 50 %, 90 % and 99 % of each sample");
    }

    Panel panel(Box box, boolean xLabelled, boolean yLabelled) {
        Axis xAxis = Ranges.along(Units.label(xName), x);
        Axis yAxis = Ranges.along(Units.label(yName), y);
        return Panel.of(
                box, xLabelled ? xAxis : xAxis.unlabelled(), yLabelled ? yAxis : yAxis.unlabelled(), contours());
    }

    private List<Series> contours() {
        var series = new ArrayList<Series>();
        for (int i = 0; i < samples.size(); i++) {
            add(series, rows.get(i), samples.get(i));
        }
        return series;
    }

    private void add(List<Series> series, double[][] pairs, DrawnSample sample) {
        var density = SmoothedDensity.of(x, y, pairs[0], pairs[1], pairs[2]);
        for (double share : shares) {
            double[][] line = ContourLine.of(density, density.level(share));
            // The inner the contour the heavier.
            double width = share < 0.7 ? 2.2 : share < 0.96 ? 1.7 : 1.1;
            var style = new Style(sample.color(), width, sample.dashed(), 0, 0);
            series.add(Series.line(sample.name(), line[0], line[1], style));
        }
    }
}
