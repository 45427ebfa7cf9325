package flashflow.plots.drawing;

import flashflow.plots.style.FigureStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Charts in a grid, each in its place and style, ready to be drawn: most figures are a sheet of one.
 *
 * @param parts the charts, row after row
 * @param width in pixels
 * @param height in pixels
 * @param size on paper
 */
public record Sheet(List<Part> parts, int width, int height, PrintSize size) {
    /** Height of a letter of the legend in pixels, which becomes the font size of the style. */
    private static final double LETTER = 12;

    /**
     * One chart of the sheet.
     *
     * @param chart its panels in pixels of the sheet, all else in those of the chart
     * @param x left edge
     * @param y upper edge
     */
    public record Part(Chart chart, double x, double y) {}

    public Sheet {
        parts = List.copyOf(parts);
    }

    /**
     * Charts in rows of {@code columns}.
     *
     * @throws flashflow.FlashFlowException if the style leaves them no room
     */
    public static Sheet of(List<Chart> charts, int columns, FigureStyle style) {
        double pixel = style.fontSize() / LETTER;
        double width = PrintSize.points(style.width()) / pixel;
        double height = PrintSize.points(style.height()) / pixel;
        var fitted = charts.stream()
                .map(chart -> Fitting.of(chart, style, width / columns, Double.NaN))
                .toList();
        double[] rows = rows(fitted, columns);
        double natural = Arrays.stream(rows).sum();
        if (!Double.isNaN(height)) {
            Arrays.setAll(rows, row -> rows[row] * height / natural);
        }
        var placed = new ArrayList<Part>();
        for (int i = 0; i < fitted.size(); i++) {
            int row = i / columns;
            boolean same = Double.isNaN(height) && Math.abs(fitted.get(i).height() - rows[row]) < 0.5;
            var placedChart = same ? fitted.get(i) : Fitting.of(charts.get(i), style, width / columns, rows[row]);
            placed.add(part(
                    Fitting.roomy(placedChart, style),
                    left(fitted, columns, i),
                    Arrays.stream(rows).limit(row).sum()));
        }
        return new Sheet(placed, across(placed), down(placed), size(placed, style, pixel));
    }

    /** Height of each row: that of its highest chart. */
    private static double[] rows(List<Chart> charts, int columns) {
        double[] rows = new double[(charts.size() + columns - 1) / columns];
        for (int i = 0; i < charts.size(); i++) {
            rows[i / columns] = Math.max(rows[i / columns], charts.get(i).height());
        }
        return rows;
    }

    private static double left(List<Chart> charts, int columns, int index) {
        double left = 0;
        for (int column = 0; column < index % columns; column++) {
            int above = column;
            left += java.util.stream.IntStream.range(0, charts.size())
                    .filter(i -> i % columns == above)
                    .mapToDouble(i -> charts.get(i).width())
                    .max()
                    .orElse(0);
        }
        return left;
    }

    private static Part part(Chart chart, double x, double y) {
        var panels = chart.panels().stream()
                .map(panel -> panel.at(panel.box().movedBy(x, y)))
                .toList();
        return new Part(chart.of(chart.width(), chart.height(), panels), x, y);
    }

    private static int across(List<Part> parts) {
        return (int) Math.round(parts.stream()
                .mapToDouble(part -> part.x() + part.chart().width())
                .max()
                .orElseThrow());
    }

    private static int down(List<Part> parts) {
        return (int) Math.round(parts.stream()
                .mapToDouble(part -> part.y() + part.chart().height())
                .max()
                .orElseThrow());
    }

    private static PrintSize size(List<Part> parts, FigureStyle style, double pixel) {
        double width = Double.isNaN(style.width()) ? across(parts) * pixel : PrintSize.points(style.width());
        double height = Double.isNaN(style.height()) ? down(parts) * pixel : PrintSize.points(style.height());
        return new PrintSize(width, height, style.dpi(), style.isSized());
    }

    /** Titles of its charts that have one. */
    public String title() {
        return String.join(
                ", ",
                parts.stream()
                        .map(part -> part.chart().title())
                        .filter(title -> !title.isEmpty())
                        .toList());
    }

    List<Panel> panels() {
        return parts.stream().flatMap(part -> part.chart().panels().stream()).toList();
    }
}
