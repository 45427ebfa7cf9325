package flashflow.plots.drawing;

import java.util.ArrayList;
import java.util.List;

/** Where the panels of a figure lie; one place for all distances, in pixels. */
public final class Frames {
    public static final int WIDTH = 720;
    public static final double LEFT = 70;
    public static final double TITLE_BASELINE = 24;
    static final double LEGEND_BASELINE = 46;
    static final double Y_TITLE = 54;

    public static final double RIGHT = 16;
    private static final double TOP = 40;
    private static final double BOTTOM = 62;
    private static final double BETWEEN = 16;

    private Frames() {}

    /** Top of the first panel, below title and legend. */
    public static double top(List<Series> legend, int width) {
        var named = legend.stream().filter(Series::inLegend).toList();
        return TOP + LegendLayout.height(named, width);
    }

    /** One panel that takes all the room. */
    public static Box single(List<Series> legend, int height) {
        double top = top(legend, WIDTH);
        return new Box(LEFT, top, WIDTH - LEFT - RIGHT, height - top - BOTTOM);
    }

    /** A tall panel over a low one of the same x axis; {@code share} of the height goes to the lower. */
    public static List<Box> stacked(List<Series> legend, int height, double share) {
        Box all = single(legend, height);
        double lower = share * (all.height() - BETWEEN);
        double upper = all.height() - BETWEEN - lower;
        return List.of(
                new Box(all.x(), all.y(), all.width(), upper),
                new Box(all.x(), all.y() + upper + BETWEEN, all.width(), lower));
    }

    /** Cells of a grid, row after row, each with room for its caption, its horizontal title and {@code left} for the vertical. */
    public static List<Box> grid(int cells, int columns, double top, int width, double cellHeight, double left) {
        double cellWidth = (width - 10.0) / columns;
        var boxes = new ArrayList<Box>();
        for (int i = 0; i < cells; i++) {
            double x = (i % columns) * cellWidth;
            double y = top + (i / columns) * cellHeight;
            boxes.add(new Box(x + left, y + 26, cellWidth - left - 10, cellHeight - 70));
        }
        return boxes;
    }
}
