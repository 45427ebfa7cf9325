package flashflow.plots.drawing;

import flashflow.plots.drawing.Canvas.Anchor;
import flashflow.plots.drawing.Canvas.Font;

/** Draws one chart of a sheet: title, legend, label and luminosity, panels, note. */
final class ChartPainter {
    private final Sheet.Part part;
    private final Chart chart;
    private final Margins margins;
    private final Canvas canvas;

    private ChartPainter(Sheet.Part part, Canvas canvas) {
        this.part = part;
        this.chart = part.chart();
        this.margins = Margins.of(chart);
        this.canvas = canvas;
    }

    /** Draws all charts on their ground. */
    static void paint(Sheet sheet, Canvas canvas) {
        double w = sheet.width();
        double h = sheet.height();
        canvas.area(new double[] {0, w, w, 0}, new double[] {0, 0, h, h}, Palette.PAPER, 1);
        sheet.parts().forEach(part -> new ChartPainter(part, canvas).paint());
    }

    private void paint() {
        double left = part.x() + Frames.LEFT;
        Font heading = Font.of(15, Palette.TEXT, Anchor.START).inBold();
        for (int i = 0; i < margins.title().size(); i++) {
            double y = part.y() + Frames.TITLE_BASELINE + i * Margins.TITLE_LINE;
            canvas.text(margins.title().get(i), left, y, heading);
        }
        LegendLayout.of(part).places().forEach(this::paintEntry);
        paintLabels(left, part.x() + chart.width() - Frames.RIGHT);
        chart.panels().forEach(panel -> new PanelPainter(panel, canvas).paint());
        for (int i = 0; i < margins.note().size(); i++) {
            double y = part.y() + chart.height() - 7 - (margins.note().size() - 1 - i) * Margins.NOTE_LINE;
            canvas.text(margins.note().get(i), left, y, Font.of(11, Palette.FAINT_TEXT, Anchor.START));
        }
    }

    private void paintLabels(double left, double right) {
        if (!chart.label().isEmpty()) {
            canvas.text(
                    chart.label(),
                    left,
                    part.y() + margins.label(),
                    Font.of(12, Palette.TEXT, Anchor.START).inBold());
        }
        if (!chart.luminosity().isEmpty()) {
            canvas.text(
                    chart.luminosity(), right, part.y() + margins.luminosity(), Font.of(12, Palette.TEXT, Anchor.END));
        }
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
