package flashflow.plots;

import flashflow.FlashFlowException;
import flashflow.data.ColumnFinder;
import flashflow.data.WorkInterrupted;
import flashflow.plots.drawing.Axis;
import flashflow.plots.drawing.Box;
import flashflow.plots.drawing.Chart;
import flashflow.plots.drawing.Frames;
import flashflow.plots.drawing.Palette;
import flashflow.plots.drawing.Panel;
import flashflow.plots.drawing.Series;
import flashflow.plots.drawing.Style;
import flashflow.plots.reduction.Histogram;
import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.Table;

/** Columns on their way through a transform: each on the left as it was, on the right as it became, on axes of their own. */
final class ShapesPlot {
    private static final double CELL_HEIGHT = 190;

    private final List<String> names;
    private final Table before;
    private final Table after;
    private final PlotOptions options;

    ShapesPlot(List<String> names, Table before, Table after, PlotOptions options) {
        if (names.isEmpty()) {
            throw new FlashFlowException("No column is named, so there is nothing to plot; name at least one.");
        }
        this.names = names;
        this.before = before;
        this.after = after;
        this.options = options;
    }

    Chart chart() {
        var legend = List.of(side(before, names.get(0), true));
        double top = Frames.top(legend, Frames.WIDTH);
        double left = options.logY() ? 62 : 24;
        var boxes = Frames.grid(2 * names.size(), 2, top, Frames.WIDTH, CELL_HEIGHT, left);
        var panels = new ArrayList<Panel>();
        for (int i = 0; i < names.size(); i++) {
            WorkInterrupted.check("The drawing");
            panels.add(panel(before, names.get(i), true, boxes.get(2 * i)));
            panels.add(panel(after, names.get(i), false, boxes.get(2 * i + 1)));
        }
        int height = (int) Math.ceil(top + names.size() * CELL_HEIGHT + 18);
        return new Chart(options.titleOr(""), Frames.WIDTH, height, panels, "fraction of the rows per bin");
    }

    private Panel panel(Table table, String name, boolean first, Box box) {
        var series = side(table, name, first);
        String column = ColumnFinder.in(table).name(name);
        double[] edges = series.x();
        var x = Axis.linear(first ? options.label(column) : column, edges[0], edges[edges.length - 1]);
        return Panel.of(box, x, y(table, name), List.of(series));
    }

    private Series side(Table table, String name, boolean first) {
        var counts = counts(table, name);
        String title = first ? options.referenceName() : options.sampleName();
        var style = Style.filled(first ? Palette.REFERENCE : Palette.SAMPLE);
        return Series.steps(title, counts.bins().edges(), counts.fractions(), style);
    }

    private Histogram counts(Table table, String name) {
        String column = ColumnFinder.in(table).name(name);
        double[] values = Columns.finite(table, column);
        return Histogram.of(
                BinChoice.of(column, values, new double[0], BinChoice.forPage(values, new double[0], options)), values);
    }

    private Axis y(Table table, String name) {
        var counts = counts(table, name);
        return options.logY()
                ? Axis.logarithmic("fraction", counts.smallest() / 2, counts.largest() * 2)
                : Axis.linear("", 0, 1.1 * counts.largest()).unlabelled();
    }
}
