package flashflow.plots.drawing;

import flashflow.Html;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.plotly.components.Config;
import tech.tablesaw.plotly.components.Layout;

/**
 * A chart as JavaScript that defines {@code data}, {@code layout} and {@code config} for plotly.js, written by Tablesaw's
 * Plotly classes. What those cannot say (error bars, more than one panel, hover text) is assigned onto the objects they write.
 */
final class PlotlyScript {
    private final Chart chart;

    private PlotlyScript(Chart chart) {
        this.chart = chart;
    }

    public static String of(Chart chart) {
        var script = new PlotlyScript(chart);
        return script.traces() + script.layout()
                + Config.builder().displayLogo(false).responsive(false).build().asJavascript() + ";\n";
    }

    private String traces() {
        var script = new StringBuilder();
        var legend = chart.legend();
        var names = new ArrayList<String>();
        for (int p = 0; p < chart.panels().size(); p++) {
            for (Series series : chart.panels().get(p).series()) {
                String name = "trace" + names.size();
                var trace = new PlotlyTrace(series, suffix(p), chart.panels().get(p), legend.contains(series));
                script.append(trace.script(names.size())).append('\n');
                script.append(Json.assign(name, trace.additions()));
                names.add(name);
            }
        }
        return script + "var data = [" + String.join(", ", names) + "];\n";
    }

    private String layout() {
        String layout = Layout.builder(PlotlyTrace.plain(chart.title()))
                .width(chart.width())
                .height(chart.height())
                .hoverMode(chart.runsAlongX() ? Layout.HoverMode.X : Layout.HoverMode.CLOSEST)
                .build()
                .asJavascript();
        var script = new StringBuilder(layout).append('\n');
        for (int p = 0; p < chart.panels().size(); p++) {
            script.append(new PlotlyAxes(chart, p).script());
        }
        return script.append(Json.assign("layout", additions())).toString();
    }

    private Map<String, Object> additions() {
        var map = new LinkedHashMap<String, Object>();
        map.put(
                "title",
                Map.of(
                        "text",
                        Html.escape(chart.title()),
                        "x",
                        0,
                        "xref",
                        "container",
                        "pad",
                        Map.of("l", Frames.LEFT),
                        "y",
                        1 - Frames.TITLE_BASELINE / chart.height(),
                        "yanchor",
                        "bottom",
                        "yref",
                        "container",
                        "font",
                        Map.of("size", 15, "weight", 600, "color", Palette.TEXT)));
        map.put(
                "font",
                Map.of(
                        "family",
                        "system-ui, Segoe UI, Roboto, Helvetica, Arial, sans-serif",
                        "size",
                        12,
                        "color",
                        Palette.TEXT));
        map.put("margin", Map.of("l", 0, "r", 0, "t", 0, "b", 0));
        map.put("paper_bgcolor", Palette.PAPER);
        map.put("plot_bgcolor", Palette.PAPER);
        map.put("showlegend", !chart.legend().isEmpty());
        map.put(
                "legend",
                Map.of(
                        "orientation",
                        "h",
                        "xanchor",
                        "left",
                        "yanchor",
                        "top",
                        "x",
                        Frames.LEFT / chart.width(),
                        "y",
                        1 - (Frames.LEGEND_BASELINE - 16) / chart.height(),
                        "font",
                        Map.of("size", 12),
                        "bgcolor",
                        "rgba(0,0,0,0)",
                        "tracegroupgap",
                        0));
        map.put("annotations", annotations());
        return map;
    }

    private List<Object> annotations() {
        var list = new ArrayList<Object>();
        for (Panel panel : chart.panels()) {
            if (!panel.caption().isEmpty()) {
                list.add(
                        annotation(panel.caption(), panel.box().x(), panel.box().y() - 2, Palette.TEXT));
            }
        }
        if (!chart.note().isEmpty()) {
            list.add(annotation(chart.note(), Frames.LEFT, chart.height() - 3, Palette.FAINT_TEXT));
        }
        return list;
    }

    private Map<String, Object> annotation(String text, double x, double y, String color) {
        var map = new LinkedHashMap<String, Object>();
        map.put("text", Html.escape(text));
        map.put("xref", "paper");
        map.put("yref", "paper");
        map.put("x", x / chart.width());
        map.put("y", 1 - y / chart.height());
        map.put("xanchor", "left");
        map.put("yanchor", "bottom");
        map.put("showarrow", false);
        map.put("borderpad", 0);
        map.put("font", Map.of("size", 11, "color", color));
        return map;
    }

    /** Plotly's first axis is called x, the second x2. */
    static String suffix(int panel) {
        return panel == 0 ? "" : Integer.toString(panel + 1);
    }
}
