package flashflow.plots.drawing;

import flashflow.plots.drawing.Canvas.Anchor;
import flashflow.plots.drawing.Canvas.Font;

/** Draws a chart: title, legend, panels, note. */
final class ChartPainter {
    private final Chart chart;
    private final Canvas canvas;

    public ChartPainter(Chart chart, Canvas canvas) {
        this.chart = chart;
        this.canvas = canvas;
    }

    public void paint() {
        double w = chart.width();
        double h = chart.height();
        canvas.area(new double[] {0, w, w, 0}, new double[] {0, 0, h, h}, Palette.PAPER, 1);
        Font heading = Font.of(15, Palette.TEXT, Anchor.START).inBold();
        canvas.text(chart.title(), Frames.LEFT, Frames.TITLE_BASELINE, heading);
        LegendLayout.of(chart).places().forEach(this::paintEntry);
        chart.panels().forEach(panel -> new PanelPainter(panel, canvas).paint());
        canvas.text(chart.note(), Frames.LEFT, h - 7, Font.of(11, Palette.FAINT_TEXT, Anchor.START));
    }

    private void paintEntry(LegendLayout.Place place) {
        Style style = place.series().style();
        double y = place.y() - 4;
        double[] x = {place.x(), place.x() + LegendLayout.KEY};
        if (style.fill() > 0) {
            double[] around = {x[0], x[1], x[1], x[0]};
            canvas.area(around, new double[] {y - 5, y - 5, y + 5, y + 5}, style.color(), style.fill());
        }
        if (style.width() > 0) {
            canvas.line(x, new double[] {y, y}, style.color(), style.width(), style.dashed());
        }
        if (style.marker() > 0) {
            canvas.dot((x[0] + x[1]) / 2, y, style.marker() + 0.4, style.color());
        }
        canvas.text(place.series().name(), x[1] + 6, place.y(), Font.of(12, Palette.TEXT, Anchor.START));
    }
}
