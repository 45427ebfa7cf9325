package flashflow.plots.plotly;

import flashflow.Html;
import flashflow.plots.drawing.Chart;
import flashflow.plots.drawing.Frames;
import flashflow.plots.drawing.LegendLayout;
import flashflow.plots.drawing.Margins;
import flashflow.plots.drawing.Palette;
import flashflow.plots.drawing.Panel;
import flashflow.plots.drawing.Series;
import flashflow.plots.drawing.Sheet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The texts around the panels of one chart as Plotly's annotations: title, label and luminosity, captions, note. */
final class PlotlyTexts {
    private final Sheet sheet;
    private final Sheet.Part part;
    private final Chart chart;
    private final Margins margins;

    PlotlyTexts(Sheet sheet, Sheet.Part part) {
        this.sheet = sheet;
        this.part = part;
        this.chart = part.chart();
        this.margins = Margins.of(chart);
    }

    /**
     * Whether the legend is written as texts: Plotly's own knows no edge but that of the whole figure, and would run into the
     * next chart of a grid where it needs several rows.
     */
    static boolean writesLegend(Sheet sheet, Sheet.Part part) {
        return sheet.parts().size() > 1 && LegendLayout.of(part).rows() > 1;
    }

    private void addLegend(List<Object> list) {
        for (LegendLayout.Place place : LegendLayout.of(part).places()) {
            var series = place.series();
            String sign =
                    series.shape() == Series.Shape.POINTS ? "●" : series.style().dashed() ? "╍╍" : "━━";
            add(list, series.name(), place.x(), place.y() + 3, font(12, Palette.TEXT))
                    .merge(
                            "text",
                            "<span style=\"color:" + series.style().color() + "\">" + sign + "</span> ",
                            (name, key) -> "" + key + name);
        }
    }

    void addTo(List<Object> list) {
        if (writesLegend(sheet, part)) {
            addLegend(list);
        }
        double left = part.x() + Frames.LEFT;
        for (int i = 0; i < margins.title().size(); i++) {
            double y = part.y() + Frames.TITLE_BASELINE + 4 + i * Margins.TITLE_LINE;
            add(list, margins.title().get(i), left, y, Map.of("size", 15, "weight", 600, "color", Palette.TEXT));
        }
        double label = part.y() + margins.label() + 3;
        add(list, chart.label(), left, label, Map.of("size", 12, "weight", 600, "color", Palette.TEXT));
        add(
                        list,
                        chart.luminosity(),
                        part.x() + chart.width() - Frames.RIGHT,
                        part.y() + margins.luminosity() + 3,
                        font(12, Palette.TEXT))
                .put("xanchor", "right");
        for (Panel panel : chart.panels()) {
            add(list, panel.caption(), panel.box().x(), panel.box().y() - 2, font(11, Palette.TEXT));
        }
        for (int i = 0; i < margins.note().size(); i++) {
            double low = (margins.note().size() - 1 - i) * Margins.NOTE_LINE;
            double below = part.y() + chart.height() - 3 - low;
            add(list, margins.note().get(i), left, below, font(11, Palette.FAINT_TEXT));
        }
    }

    private static Map<String, Object> font(int size, String color) {
        return Map.of("size", size, "color", color);
    }

    /** Nothing is added for an empty text. */
    private Map<String, Object> add(List<Object> list, String text, double x, double y, Map<String, Object> font) {
        var map = new LinkedHashMap<String, Object>();
        map.put("text", Html.escape(text));
        map.put("xref", "paper");
        map.put("yref", "paper");
        map.put("x", x / sheet.width());
        map.put("y", 1 - y / sheet.height());
        map.put("xanchor", "left");
        map.put("yanchor", "bottom");
        map.put("showarrow", false);
        map.put("borderpad", 0);
        map.put("font", font);
        if (!text.isEmpty()) {
            list.add(map);
        }
        return map;
    }
}
