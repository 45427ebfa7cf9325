package flashflow.plots;

import flashflow.FlashFlowException;
import flashflow.plots.drawing.Axis;
import flashflow.plots.drawing.Chart;
import flashflow.plots.drawing.Frames;
import flashflow.plots.drawing.Palette;
import flashflow.plots.drawing.Panel;
import flashflow.plots.drawing.Series;
import flashflow.plots.drawing.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tech.tablesaw.api.Table;

/** Curves over a common x, with points marked on them or beside them. */
final class LinesPlot {
    private static final int HEIGHT = 420;

    private final String yTitle;
    private final Table curves;
    private final Table[] points;
    private final List<String> names;

    LinesPlot(String yTitle, Table curves, Table... points) {
        this.yTitle = yTitle;
        this.curves = curves;
        this.points = points;
        this.names = new ArrayList<>(others(curves));
        for (Table table : points) {
            others(table).stream().filter(name -> !names.contains(name)).forEach(names::add);
        }
    }

    private static List<String> others(Table table) {
        if (table.columnCount() < 2) {
            throw new FlashFlowException(
                    "A table of curves needs a column of x and one for each curve, and this one has "
                            + table.columnCount() + " columns.");
        }
        return table.columnNames().subList(1, table.columnCount());
    }

    Chart chart() {
        var series = new ArrayList<Series>();
        double[] x = x(curves);
        for (String name : others(curves)) {
            series.add(Series.line(name, x, Columns.values(curves, name), Style.line(color(name))));
        }
        for (Table table : points) {
            others(table).forEach(name -> series.add(marks(table, name)));
        }
        String xName = curves.columnNames().get(0);
        double[] ends = Columns.finite(curves, xName);
        double low = Arrays.stream(ends).min().orElseThrow();
        double high = Arrays.stream(ends).max().orElseThrow();
        // Room for marks at the ends.
        double margin = points.length > 0 ? 0.015 * (high - low) : 0;
        var xAxis = Axis.linear(Units.label(xName), low - margin, high + margin);
        var panel = Panel.of(Frames.single(series, HEIGHT), xAxis, Ranges.around(yTitle, series), series);
        String title = curves.name() == null ? "" : curves.name();
        return new Chart(title, Frames.WIDTH, HEIGHT, List.of(panel), "");
    }

    /** In the colour of the curve of the same name, and hidden with it; else with an entry of their own. */
    private Series marks(Table table, String name) {
        double[] y = Columns.values(table, name);
        var style = new Style(color(name), 0, false, 0, 3.4);
        var marks = Series.points(name, x(table), y, new double[0], style);
        return curves.columnNames().contains(name) ? marks.hiddenInLegend() : marks;
    }

    private static double[] x(Table table) {
        return Columns.values(table, table.columnNames().get(0));
    }

    private String color(String name) {
        return Palette.cycle(names.indexOf(name));
    }
}
