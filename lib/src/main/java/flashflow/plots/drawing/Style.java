package flashflow.plots.drawing;

/**
 * How a series looks.
 *
 * @param color colour as #rrggbb
 * @param width width of the line in pixels; 0 for none
 * @param dashed whether the line is dashed
 * @param fill opacity of the area under the line (or inside it), 0 for none
 * @param marker radius of the markers in pixels; 0 for none
 */
public record Style(String color, double width, boolean dashed, double fill, double marker) {
    public static Style line(String color) {
        return new Style(color, 1.8, false, 0, 0);
    }

    public static Style dashed(String color) {
        return new Style(color, 1.8, true, 0, 0);
    }

    public static Style thin(String color) {
        return new Style(color, 1, false, 0, 0);
    }

    public static Style filled(String color) {
        return new Style(color, 1.5, false, 0.15, 0);
    }

    public static Style band(String color) {
        return new Style(color, 0, false, 0.2, 0);
    }

    public static Style points(String color) {
        return new Style(color, 1.2, false, 0, 2.4);
    }

    public static Style joinedPoints(String color) {
        return new Style(color, 1.8, false, 0, 2.8);
    }

    Style colored(String other) {
        return new Style(other, width, dashed, fill, marker);
    }
}
