package flashflow.plots.drawing;

import java.util.List;

/**
 * One frame of a chart.
 *
 * @param box where the frame lies in the figure
 * @param x horizontal axis
 * @param y vertical axis
 * @param series what is drawn, first one lowest
 * @param caption a short title above the frame, or empty
 * @param sharesX index of the panel whose x axis this one follows when zoomed, or -1
 */
public record Panel(Box box, Axis x, Axis y, List<Series> series, String caption, int sharesX) {
    public Panel {
        series = List.copyOf(series);
    }

    public static Panel of(Box box, Axis x, Axis y, List<Series> series) {
        return new Panel(box, x, y, series, "", -1);
    }

    public Panel captioned(String text) {
        return new Panel(box, x, y, series, text, sharesX);
    }

    public Panel sharingX(int panel) {
        return new Panel(box, x, y, series, caption, panel);
    }

    Panel at(Box place) {
        return new Panel(place, x, y, series, caption, sharesX);
    }

    Panel with(List<Series> others) {
        return new Panel(box, x, y, others, caption, sharesX);
    }

    double pixelX(double value) {
        return box.x() + x.fraction(value) * box.width();
    }

    double pixelY(double value) {
        return box.bottom() - y.fraction(value) * box.height();
    }
}
