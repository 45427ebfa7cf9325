package flashflow.plots.drawing;

import flashflow.plots.drawing.Canvas.Anchor;
import flashflow.plots.drawing.Canvas.Font;
import java.util.List;

/** Draws one panel: grid, series, frame, ticks, titles. */
final class PanelPainter {
    private static final double TICK = 4;

    private final Panel panel;
    private final Box box;
    private final Canvas canvas;
    private final List<Ticks.Tick> xTicks;
    private final List<Ticks.Tick> yTicks;

    PanelPainter(Panel panel, Canvas canvas) {
        this.panel = panel;
        this.box = panel.box();
        this.canvas = canvas;
        this.xTicks = Ticks.of(panel.x(), (int) Math.max(2, box.width() / 62));
        this.yTicks = Ticks.of(panel.y(), (int) Math.max(2, box.height() / 42));
    }

    void paint() {
        paintGrid();
        canvas.clip(box);
        panel.series().forEach(series -> new SeriesPainter(panel, canvas).paint(series));
        canvas.unclip();
        paintFrame();
        xTicks.forEach(this::paintXTick);
        yTicks.forEach(this::paintYTick);
        paintTitles();
    }

    private void paintGrid() {
        for (Ticks.Tick tick : xTicks) {
            if (!tick.label().isEmpty()) {
                double x = panel.pixelX(tick.value());
                canvas.segment(x, box.y(), x, box.bottom(), Palette.GRID, 1);
            }
        }
        for (Ticks.Tick tick : yTicks) {
            if (!tick.label().isEmpty()) {
                double y = panel.pixelY(tick.value());
                canvas.segment(box.x(), y, box.right(), y, Palette.GRID, 1);
            }
        }
    }

    private void paintFrame() {
        double[] x = {box.x(), box.right(), box.right(), box.x(), box.x()};
        double[] y = {box.y(), box.y(), box.bottom(), box.bottom(), box.y()};
        canvas.line(x, y, Palette.FRAME, 1, false);
    }

    private void paintXTick(Ticks.Tick tick) {
        double x = panel.pixelX(tick.value());
        double length = tick.label().isEmpty() ? TICK / 2 : TICK;
        canvas.segment(x, box.bottom(), x, box.bottom() + length, Palette.FRAME, 1);
        if (panel.x().labelled()) {
            canvas.text(tick.label(), x, box.bottom() + 17, Font.of(11, Palette.TEXT, Anchor.MIDDLE));
        }
    }

    private void paintYTick(Ticks.Tick tick) {
        double y = panel.pixelY(tick.value());
        double length = tick.label().isEmpty() ? TICK / 2 : TICK;
        canvas.segment(box.x() - length, y, box.x(), y, Palette.FRAME, 1);
        if (panel.y().labelled()) {
            canvas.text(tick.label(), box.x() - 7, y + 4, Font.of(11, Palette.TEXT, Anchor.END));
        }
    }

    private void paintTitles() {
        Font font = Font.of(12, Palette.TEXT, Anchor.MIDDLE);
        if (panel.x().labelled()) {
            canvas.text(panel.x().title(), box.middleX(), box.bottom() + 35, font);
        }
        if (panel.y().labelled()) {
            canvas.text(panel.y().title(), box.x() - Frames.Y_TITLE, box.middleY(), font.turned());
        }
        canvas.text(panel.caption(), box.x(), box.y() - 6, Font.of(11, Palette.TEXT, Anchor.START));
    }
}
