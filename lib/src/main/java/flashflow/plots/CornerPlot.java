package flashflow.plots;

import flashflow.FlashFlowException;
import flashflow.data.WorkInterrupted;
import flashflow.plots.drawing.Box;
import flashflow.plots.drawing.Chart;
import flashflow.plots.drawing.Frames;
import flashflow.plots.drawing.Panel;
import java.util.ArrayList;
import java.util.List;

/** Every column against every other as contours, with the distributions on the diagonal. */
final class CornerPlot {
    private static final int SIZE = 860;
    private static final int SIZE_OF_ONE = 440;
    private static final double GAP = 14;
    private static final double LEFT = 70;
    private static final double TOP = 78;
    /** What a title and one row of a legend take of it. */
    private static final double TOP_OF_ONE_ROW = 58;

    private static final double BOTTOM = 66;

    /** One cell of the corner. */
    @FunctionalInterface
    interface Cell {
        /**
         * Its panel.
         *
         * @param y name of the row's column
         * @param x name of the column's column, the same on the diagonal
         * @param xLabelled whether it stands in the last row
         * @param yLabelled whether it stands in the first column
         */
        Panel panel(String y, String x, Box box, boolean xLabelled, boolean yLabelled);
    }

    private CornerPlot() {}

    /** Below a legend that needs more than one row. */
    private static Chart lowered(Chart chart) {
        double lower = Frames.top(chart.legend(), chart.width()) - TOP_OF_ONE_ROW;
        return lower > 0 ? chart.lowered(lower) : chart;
    }

    /** Of a reference and other samples, with their distances on the diagonal. */
    static Chart compared(List<String> names, List<DrawnSample> samples, PlotOptions options) {
        requireColumns(names, 2);
        var plain = PlotOptions.defaults();
        Cell cell = (y, x, box, xLabelled, yLabelled) -> {
            if (x.equals(y)) {
                var panel = DistributionPlot.onPage(x, samples, plain, box);
                return xLabelled
                        ? panel
                        : new Panel(box, panel.x().unlabelled(), panel.y(), panel.series(), panel.caption(), -1);
            }
            return new ContourPlot(x, y, samples, ContourPlot.SHARES, options, true).panel(box, xLabelled, yLabelled);
        };
        return chart(
                names.stream().map(samples.get(0)::column).toList(),
                cell,
                options.titleOr("Corner plot"),
                "contours hold 50 %, 90 % and 99 % of each sample; W₁ above the diagonal");
    }

    static void requireColumns(List<String> names, int fewest) {
        if (names.size() < fewest || names.size() > 8) {
            throw new FlashFlowException(
                    "A corner plot of " + names.size() + " columns cannot be read; name " + fewest + " to 8 columns.");
        }
    }

    static Chart chart(List<String> names, Cell cell, String title, String note) {
        int n = names.size();
        int size = n == 1 ? SIZE_OF_ONE : Math.min(SIZE, 120 + 210 * n);
        double width = (size - LEFT - 14.0) / n;
        double height = (size - 40.0 - BOTTOM) / n;
        var panels = new ArrayList<Panel>();
        for (int row = 0; row < n; row++) {
            for (int column = 0; column <= row; column++) {
                WorkInterrupted.check("The drawing");
                var box = new Box(LEFT + column * width, TOP + row * height, width - GAP, height - GAP);
                panels.add(cell.panel(names.get(row), names.get(column), box, row == n - 1, column == 0));
            }
        }
        int whole = (int) Math.ceil(TOP + n * height + BOTTOM - GAP);
        return lowered(new Chart(title, size, whole, panels, note));
    }
}
