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
import flashflow.validation.Bins;
import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.Table;

/** Two columns of two samples: the contours that hold given shares of each. */
final class ContourPlot {
    static final double[] SHARES = {0.5, 0.9, 0.99};

    private static final int HEIGHT = 520;
    private static final int CELLS = 60;

    private final String xName;
    private final String yName;
    private final double[][] reference;
    private final double[][] sample;
    private final Bins x;
    private final Bins y;
    private final PlotOptions options;
    private final boolean page;

    /** @param page whether this is one of many, which a constant column must not spoil */
    ContourPlot(String xName, String yName, Table reference, Table sample, PlotOptions options, boolean page) {
        this.page = page;
        this.xName = ColumnFinder.in(reference).name(xName);
        this.yName = ColumnFinder.in(reference).name(yName);
        this.options = options;
        this.reference = pairs(reference);
        this.sample = pairs(sample);
        this.x = margined(this.xName, 0);
        this.y = margined(this.yName, 1);
    }

    /** Rows in which both values are finite; as two columns. */
    private double[][] pairs(Table table) {
        Columns.finite(table, xName);
        Columns.finite(table, yName);
        return Pairs.finite(xName, Columns.values(table, xName), yName, Columns.values(table, yName));
    }

    /** Room around the outermost values, so that the contour of 0.99 closes inside. */
    private Bins margined(String name, int column) {
        int cells = options.bins() == 0 ? CELLS : options.bins();
        var plain = PlotOptions.defaults().bins(cells);
        var fitting = page ? BinChoice.forPage(reference[column], sample[column], plain) : plain;
        var inner = BinChoice.of(name, reference[column], sample[column], fitting);
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
        add(series, reference, options.referenceName(), Palette.REFERENCE, false);
        add(series, sample, options.sampleName(), Palette.SAMPLE, true);
        return series;
    }

    private void add(List<Series> series, double[][] rows, String name, String color, boolean dashed) {
        var density = SmoothedDensity.of(x, y, rows[0], rows[1]);
        for (double share : SHARES) {
            double[][] line = ContourLine.of(density, density.level(share));
            // The inner the contour the heavier.
            var style = new Style(color, share < 0.6 ? 2.2 : share < 0.95 ? 1.7 : 1.1, dashed, 0, 0);
            series.add(Series.line(name, line[0], line[1], style));
        }
    }
}
