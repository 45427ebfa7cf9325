package flashflow.plots.drawing;

import java.util.Arrays;

/** Draws one series into its panel. */
final class SeriesPainter {
    private final Panel panel;
    private final Canvas canvas;

    SeriesPainter(Panel panel, Canvas canvas) {
        this.panel = panel;
        this.canvas = canvas;
    }

    void paint(Series whole) {
        Series series = Thinning.of(whole, panel);
        switch (series.shape()) {
            case LINE -> paintLine(series);
            case STEPS -> paintSteps(series);
            case POINTS -> paintPoints(series);
            case AREA ->
                canvas.area(
                        xs(series.x()),
                        ys(series.y()),
                        series.style().color(),
                        series.style().fill());
        }
    }

    private void paintLine(Series series) {
        stroke(xs(series.x()), ys(series.y()), series.style());
        if (series.style().marker() > 0) {
            paintDots(series);
        }
    }

    private void paintSteps(Series series) {
        int n = series.y().length;
        double[] x = new double[2 * n + 2];
        double[] y = new double[2 * n + 2];
        y[0] = y[2 * n + 1] = panel.box().bottom() + 2;
        for (int i = 0; i < n; i++) {
            y[2 * i + 1] = y[2 * i + 2] = panel.pixelY(series.y()[i]);
        }
        for (int i = 0; i <= n; i++) {
            x[2 * i] = x[2 * i + 1] = panel.pixelX(series.x()[i]);
        }
        if (series.style().fill() > 0) {
            canvas.area(x, y, series.style().color(), series.style().fill());
        }
        stroke(x, y, series.style());
    }

    private void paintPoints(Series series) {
        for (int i = 0; series.hasErrors() && i < series.y().length; i++) {
            double x = panel.pixelX(series.x()[i]);
            double low = panel.pixelY(series.y()[i] - series.errors()[i]);
            double high = panel.pixelY(series.y()[i] + series.errors()[i]);
            canvas.segment(
                    x, low, x, high, series.style().color(), series.style().width());
        }
        paintDots(series);
    }

    private void paintDots(Series series) {
        for (int i = 0; i < series.y().length; i++) {
            double x = panel.pixelX(series.x()[i]);
            double y = panel.pixelY(series.y()[i]);
            if (Double.isFinite(x)
                    && Double.isFinite(y)
                    && series.y()[i] <= panel.y().high()) {
                canvas.dot(x, y, series.style().marker(), series.style().color());
            }
        }
    }

    private void stroke(double[] x, double[] y, Style style) {
        if (style.width() > 0) {
            canvas.line(x, y, style.color(), style.width(), style.dashed());
        }
    }

    private double[] xs(double[] values) {
        return Arrays.stream(values).map(panel::pixelX).toArray();
    }

    private double[] ys(double[] values) {
        return Arrays.stream(values).map(panel::pixelY).toArray();
    }
}
