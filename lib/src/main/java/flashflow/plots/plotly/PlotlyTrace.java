package flashflow.plots.plotly;

import flashflow.Html;
import flashflow.plots.drawing.Axis;
import flashflow.plots.drawing.Chart;
import flashflow.plots.drawing.Panel;
import flashflow.plots.drawing.Series;
import flashflow.plots.drawing.Style;
import flashflow.plots.drawing.Thinning;
import java.awt.Color;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tech.tablesaw.plotly.components.Line;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.traces.ScatterTrace;

/** One series as a trace of Tablesaw's Plotly, and what has to be added to it. */
final class PlotlyTrace {
    private final Series series;
    private final String suffix;
    private final Panel panel;
    private final boolean inLegend;
    private final String legend;

    /** @param legend the name of its chart's legend: {@code legend}, {@code legend2} */
    PlotlyTrace(Series series, String suffix, Panel panel, boolean inLegend, String legend) {
        this.legend = legend;
        this.series = Thinning.of(series, panel);
        this.suffix = suffix;
        this.panel = panel;
        this.inLegend = inLegend;
    }

    String script(int index) {
        var trace = ScatterTrace.builder(rounded(positions(), panel.x()), rounded(heights(), panel.y()))
                .name(plain(series.name()))
                .mode(mode())
                .showLegend(inLegend)
                .legendGroup(plain(series.group()))
                .xAxis("x" + suffix)
                .yAxis("y" + suffix)
                .line(line());
        if (series.style().marker() > 0) {
            trace.marker(Marker.builder()
                    .size(2 * series.style().marker())
                    .color(series.style().color())
                    .build());
        }
        if (series.style().fill() > 0) {
            trace.fill(ScatterTrace.Fill.TO_SELF);
            trace.fillColor(transparent(series.style()));
        }
        return trace.build().asJavascript(index);
    }

    Map<String, Object> additions() {
        var map = new LinkedHashMap<String, Object>();
        map.put("legendgroup", series.group());
        map.put("legend", legend);
        if (series.hasErrors()) {
            map.put(
                    "error_y",
                    Map.of(
                            "type",
                            "data",
                            "array",
                            finite(series.errors(), panel.y()),
                            "visible",
                            true,
                            "color",
                            series.style().color(),
                            "thickness",
                            series.style().width(),
                            "width",
                            0));
        }
        if (series.shape() == Series.Shape.AREA) {
            map.put("hoverinfo", "skip");
        } else {
            map.put("hoveron", "points");
            map.put("hovertemplate", hover() + "<extra>" + Html.escape(series.group()) + "</extra>");
        }
        return map;
    }

    /** Plotly draws steps from the left edge of each bin; the outline begins and ends on the floor. */
    private double[] positions() {
        double[] x = series.x();
        if (series.shape() != Series.Shape.STEPS) {
            return x;
        }
        double[] outline = new double[x.length + 2];
        System.arraycopy(x, 0, outline, 1, x.length);
        outline[0] = x[0];
        outline[x.length + 1] = x[x.length - 1];
        return outline;
    }

    private double[] heights() {
        double[] y = series.y();
        double floor = panel.y().log() ? panel.y().low() / 1e3 : 0;
        if (series.shape() == Series.Shape.AREA && panel.y().log()) {
            // Plotly leaves out what is not above zero, and fills what it likes.
            return Arrays.stream(y).map(v -> Math.max(floor, v)).toArray();
        }
        if (series.shape() != Series.Shape.STEPS) {
            return y;
        }
        double[] outline = new double[y.length + 3];
        Arrays.fill(outline, floor);
        for (int i = 0; i < y.length; i++) {
            outline[i + 1] = panel.y().log() ? Math.max(floor, y[i]) : y[i];
        }
        outline[y.length + 1] = outline[y.length];
        return outline;
    }

    /** The x stands at the axis where all curves are read above one x. */
    private String hover() {
        String y = hover("y", panel.y());
        return Chart.runsAlongX(series) ? y : hover("x", panel.x()) + ", " + y;
    }

    private static String hover(String name, Axis axis) {
        return "%{" + name + ":." + (axis.digits() - 1) + "~g}";
    }

    private ScatterTrace.Mode mode() {
        return switch (series.shape()) {
            case POINTS -> ScatterTrace.Mode.MARKERS;
            case LINE -> series.style().marker() > 0 ? ScatterTrace.Mode.LINE_AND_MARKERS : ScatterTrace.Mode.LINE;
            case STEPS, AREA -> ScatterTrace.Mode.LINE;
        };
    }

    private Line line() {
        return Line.builder()
                .color(series.style().color())
                .width(series.style().width())
                .dash(series.style().dashed() ? Line.Dash.DASH : Line.Dash.SOLID)
                .shape(series.shape() == Series.Shape.STEPS ? Line.Shape.HV : Line.Shape.LINEAR)
                .build();
    }

    /** No more digits than a screen shows, which keeps the page small. */
    private static double[] rounded(double[] values, Axis axis) {
        return Arrays.stream(values).map(v -> rounded(v, axis.digits())).toArray();
    }

    private static double rounded(double value, int digits) {
        if (!Double.isFinite(value)) {
            return Double.NaN; // a gap
        }
        return value != 0
                ? new java.math.BigDecimal(value)
                        .round(new java.math.MathContext(digits))
                        .doubleValue()
                : value;
    }

    private static double[] finite(double[] values, Axis axis) {
        return Arrays.stream(values)
                .map(v -> Double.isFinite(v) ? rounded(v, axis.digits()) : 0)
                .toArray();
    }

    private static String transparent(Style style) {
        Color color = Color.decode(style.color());
        return String.format(
                Locale.ROOT, "rgba(%d,%d,%d,%s)", color.getRed(), color.getGreen(), color.getBlue(), style.fill());
    }

    /** Tablesaw writes names between single quotes, and escapes HTML but not JavaScript. */
    static String plain(String name) {
        return name.replace('\\', '/').replaceAll("[\\r\\n\\u2028\\u2029]", " ");
    }
}
