package flashflow.plots.drawing;

/** What the painter can do to a picture; coordinates in pixels from the upper left corner. */
interface Canvas {
    /** Where a text lies relative to its point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** Size in pixels, colour, weight, and whether it runs upwards. */
    record Font(double size, String color, boolean bold, boolean upwards, Anchor anchor) {
        static Font of(double size, String color, Anchor anchor) {
            return new Font(size, color, false, false, anchor);
        }

        Font inBold() {
            return new Font(size, color, true, upwards, anchor);
        }

        Font turned() {
            return new Font(size, color, bold, true, anchor);
        }
    }

    /** Until {@link #unclip()}, nothing outside the box is drawn. */
    void clip(Box box);

    void unclip();

    /** A polyline; NaN coordinates lift the pen. */
    void line(double[] x, double[] y, String color, double width, boolean dashed);

    /** A closed polygon, filled without an outline. */
    void area(double[] x, double[] y, String color, double opacity);

    void dot(double x, double y, double radius, String color);

    /** A line of text with its baseline through the point. */
    void text(String text, double x, double y, Font font);

    default void segment(double x1, double y1, double x2, double y2, String color, double width) {
        line(new double[] {x1, x2}, new double[] {y1, y2}, color, width, false);
    }
}
