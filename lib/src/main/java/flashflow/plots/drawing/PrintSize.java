package flashflow.plots.drawing;

/**
 * Size on paper.
 *
 * @param width in points, of which an inch has 72
 * @param height in points
 * @param dpi pixels of an image on an inch
 * @param given whether it was asked for; files for screens have pixels otherwise
 */
record PrintSize(double width, double height, int dpi, boolean given) {
    static final double POINTS = 72;
    private static final double CENTIMETRES = 2.54;

    static double points(double centimetres) {
        return centimetres / CENTIMETRES * POINTS;
    }

    static double centimetres(double points) {
        return points / POINTS * CENTIMETRES;
    }

    int pixels(double points) {
        return (int) Math.max(1, Math.round(points / POINTS * dpi));
    }
}
