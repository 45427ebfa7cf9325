package flashflow.plots.drawing;

import java.util.ArrayList;
import java.util.List;

/**
 * Places the legend in rows below the title, above the panels, where it never covers data.
 *
 * @param places one for each entry
 * @param rows number of rows
 */
public record LegendLayout(List<Place> places, int rows) {
    /** Width of the sample of line before a name, in pixels. */
    static final double KEY = 22;

    private static final double GAP = 18;
    private static final double ROW = 18;

    /** An entry with the left end of its baseline. */
    public record Place(Series series, double x, double y) {}

    /** Those of a chart that lies at this place of its sheet. */
    public static LegendLayout of(Sheet.Part part) {
        double baseline = part.y() + Margins.of(part.chart()).legend();
        return of(part.chart().legend(), part.chart().width()).movedBy(part.x(), baseline - Frames.LEGEND_BASELINE);
    }

    private LegendLayout movedBy(double right, double down) {
        return new LegendLayout(
                places.stream()
                        .map(place -> new Place(place.series(), place.x() + right, place.y() + down))
                        .toList(),
                rows);
    }

    public static LegendLayout of(List<Series> entries, int width) {
        var places = new ArrayList<Place>();
        double x = Frames.LEFT;
        int row = 0;
        for (Series entry : entries) {
            double needed = KEY + 6 + textWidth(entry.name());
            if (x > Frames.LEFT && x + needed > width - 10) {
                x = Frames.LEFT;
                row++;
            }
            places.add(new Place(entry, x, Frames.LEGEND_BASELINE + row * ROW));
            x += needed + GAP;
        }
        return new LegendLayout(List.copyOf(places), entries.isEmpty() ? 0 : row + 1);
    }

    /** Height of the rows, in pixels. */
    static double height(List<Series> entries, int width) {
        return of(entries, width).rows() * ROW;
    }

    /** No font is at hand where an SVG is written: the mean advance of common sans-serif fonts at 12 px, a little wide. */
    private static double textWidth(String text) {
        return 6.7 * text.length();
    }
}
