package flashflow.plots.drawing;

/** A rectangle in pixels, y downwards. */
public record Box(double x, double y, double width, double height) {
    public double right() {
        return x + width;
    }

    public double bottom() {
        return y + height;
    }

    double middleX() {
        return x + width / 2;
    }

    double middleY() {
        return y + height / 2;
    }

    Box movedBy(double right, double down) {
        return new Box(x + right, y + down, width, height);
    }
}
