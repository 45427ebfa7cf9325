package flashflow.plots.plotly;

import flashflow.Html;
import flashflow.plots.drawing.Axis;
import flashflow.plots.drawing.Palette;
import flashflow.plots.drawing.Panel;
import flashflow.plots.drawing.Sheet;
import flashflow.plots.drawing.Ticks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The two axes of one panel as Tablesaw's Plotly axes, with the place of the panel assigned onto them. */
final class PlotlyAxes {
    private final Sheet sheet;
    private final Panel panel;
    private final int first;
    private final String suffix;

    /**
     * Those of one panel.
     *
     * @param first number of the first panel of its chart in the sheet
     * @param index number of the panel in the sheet
     */
    PlotlyAxes(Sheet sheet, Panel panel, int first, int index) {
        this.sheet = sheet;
        this.panel = panel;
        this.first = first;
        this.suffix = PlotlyScript.suffix(index);
    }

    String script() {
        var box = panel.box();
        var x = common(panel.x(), "y" + suffix, (int) box.width());
        x.put("tickangle", 0);
        x.put("nticks", (int) Math.max(4, box.width() / 45));
        x.put("domain", List.of(box.x() / sheet.width(), box.right() / sheet.width()));
        if (panel.sharesX() >= 0) {
            x.put("matches", "x" + PlotlyScript.suffix(first + panel.sharesX()));
        }
        var y = common(panel.y(), "x" + suffix, (int) box.height() * 3 / 2);
        y.put("domain", List.of(1 - box.bottom() / sheet.height(), 1 - box.y() / sheet.height()));
        return axis("xaxis", panel.x(), x) + axis("yaxis", panel.y(), y);
    }

    private String axis(String kind, Axis axis, Map<String, Object> additions) {
        String name = "layout." + kind + suffix;
        return name + " = " + written(axis) + ";\n" + Json.assign(name, additions);
    }

    private static String written(Axis axis) {
        boolean log = axis.log();
        return tech.tablesaw.plotly.components.Axis.builder()
                .title(axis.labelled() ? PlotlyTrace.plain(axis.title()) : "")
                .type(
                        log
                                ? tech.tablesaw.plotly.components.Axis.Type.LOG
                                : tech.tablesaw.plotly.components.Axis.Type.LINEAR)
                .range(log ? Math.log10(axis.low()) : axis.low(), log ? Math.log10(axis.high()) : axis.high())
                .showLine(true)
                .showZeroLine(false)
                .lineColor(Palette.FRAME)
                .gridColor(Palette.GRID)
                .build()
                .asJavascript();
    }

    private static Map<String, Object> common(Axis axis, String anchor, int pixels) {
        var map = new LinkedHashMap<String, Object>();
        map.put(
                "title",
                Map.of(
                        "text",
                        axis.labelled() ? Html.escape(axis.title()) : "",
                        "standoff",
                        5,
                        "font",
                        Map.of("size", 12)));
        map.put("anchor", anchor);
        map.put("mirror", true);
        map.put("automargin", false);
        map.put("ticks", "outside");
        map.put("ticklen", 4);
        map.put("tickcolor", Palette.FRAME);
        map.put("tickfont", Map.of("size", 11));
        map.put("showticklabels", axis.labelled());
        map.put("exponentformat", "power");
        map.put("showgrid", true);
        map.put("zeroline", false);
        if (axis.integer() && axis.high() - axis.low() < 6) {
            map.put("dtick", 1);
        }
        if (axis.log()) {
            // Plotly's own labels on a logarithmic axis are either bare digits or powers in larger type.
            var ticks = Ticks.of(axis, pixels / 62);
            var major = ticks.stream().filter(tick -> !tick.label().isEmpty()).toList();
            map.put("tickvals", major.stream().map(Ticks.Tick::value).toList());
            map.put("ticktext", major.stream().map(Ticks.Tick::label).toList());
            map.put(
                    "minor",
                    Map.of(
                            "tickvals",
                            ticks.stream().map(Ticks.Tick::value).toList(),
                            "ticks",
                            "outside",
                            "ticklen",
                            2,
                            "showgrid",
                            false));
        }
        return map;
    }
}
