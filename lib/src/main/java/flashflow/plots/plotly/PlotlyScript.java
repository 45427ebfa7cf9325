package flashflow.plots.plotly;

import flashflow.plots.drawing.Frames;
import flashflow.plots.drawing.Margins;
import flashflow.plots.drawing.Palette;
import flashflow.plots.drawing.Panel;
import flashflow.plots.drawing.Series;
import flashflow.plots.drawing.Sheet;
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
    private final Sheet sheet;

    private PlotlyScript(Sheet sheet) {
        this.sheet = sheet;
    }

    public static String of(Sheet sheet) {
        var script = new PlotlyScript(sheet);
        return script.traces() + script.layout()
                + Config.builder().displayLogo(false).responsive(false).build().asJavascript() + ";\n";
    }

    private String traces() {
        var script = new StringBuilder();
        var names = new ArrayList<String>();
        int panels = 0;
        for (int part = 0; part < sheet.parts().size(); part++) {
            var chart = sheet.parts().get(part).chart();
            // Entries that are written as texts are not Plotly's.
            var legend = PlotlyTexts.writesLegend(sheet, sheet.parts().get(part)) ? List.<Series>of() : chart.legend();
            for (Panel panel : chart.panels()) {
                String suffix = suffix(panels++);
                for (Series series : panel.series()) {
                    String name = "trace" + names.size();
                    var trace =
                            new PlotlyTrace(series, suffix, panel, legend.contains(series), "legend" + suffix(part));
                    script.append(trace.script(names.size())).append('\n');
                    script.append(Json.assign(name, trace.additions()));
                    names.add(name);
                }
            }
        }
        return script + "var data = [" + String.join(", ", names) + "];\n";
    }

    private String layout() {
        boolean along = sheet.parts().stream().allMatch(part -> part.chart().runsAlongX());
        String layout = Layout.builder(PlotlyTrace.plain(sheet.title()))
                .width(sheet.width())
                .height(sheet.height())
                .hoverMode(along ? Layout.HoverMode.X : Layout.HoverMode.CLOSEST)
                .build()
                .asJavascript();
        var script = new StringBuilder(layout).append('\n');
        int first = 0;
        for (Sheet.Part part : sheet.parts()) {
            var panels = part.chart().panels();
            for (int p = 0; p < panels.size(); p++) {
                script.append(new PlotlyAxes(sheet, panels.get(p), first, first + p).script());
            }
            first += panels.size();
        }
        return script.append(Json.assign("layout", additions())).toString();
    }

    private Map<String, Object> additions() {
        var map = new LinkedHashMap<String, Object>();
        // Titles are annotations, since a figure of several charts has several.
        map.put("title", Map.of("text", ""));
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
        map.put(
                "showlegend",
                sheet.parts().stream().anyMatch(part -> !part.chart().legend().isEmpty()));
        for (int part = 0; part < sheet.parts().size(); part++) {
            map.put("legend" + suffix(part), legend(sheet.parts().get(part)));
        }
        map.put("annotations", annotations());
        return map;
    }

    private Map<String, Object> legend(Sheet.Part part) {
        double top = part.y() + Margins.of(part.chart()).legend() - 16;
        return Map.of(
                "orientation",
                "h",
                "xanchor",
                "left",
                "yanchor",
                "top",
                "x",
                (part.x() + Frames.LEFT) / sheet.width(),
                "y",
                1 - top / sheet.height(),
                "font",
                Map.of("size", 12),
                "bgcolor",
                "rgba(0,0,0,0)",
                "tracegroupgap",
                0);
    }

    private List<Object> annotations() {
        var list = new ArrayList<Object>();
        for (Sheet.Part part : sheet.parts()) {
            new PlotlyTexts(sheet, part).addTo(list);
        }
        return list;
    }

    /** Plotly's first axis is called x, the second x2. */
    static String suffix(int number) {
        return number == 0 ? "" : Integer.toString(number + 1);
    }
}
