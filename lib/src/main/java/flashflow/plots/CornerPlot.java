package flashflow.plots;

import flashflow.FlashFlowException;
import flashflow.data.WorkInterrupted;
import flashflow.plots.drawing.Box;
import flashflow.plots.drawing.Chart;
import flashflow.plots.drawing.Panel;
import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.Table;

/** Every column against every other as contours, with the distributions on the diagonal. */
final class CornerPlot {
    private static final int SIZE = 860;
    private static final double GAP = 14;
    private static final double LEFT = 70;
    private static final double BOTTOM = 66;

    private final List<String> names;
    private final Table reference;
    private final Table sample;
    private final PlotOptions options;

    CornerPlot(List<String> names, Table reference, Table sample, PlotOptions options) {
        if (names.size() < 2 || names.size() > 8) {
            throw new FlashFlowException(
                    "A corner plot of " + names.size() + " columns cannot be read; name 2 to 8 columns.");
        }
        this.names = names;
        this.reference = reference;
        this.sample = sample;
        this.options = options;
    }

    Chart chart() {
        int n = names.size();
        int size = Math.min(SIZE, 120 + 210 * n);
        double top = 78;
        double cell = (size - LEFT - 14.0) / n;
        double height = (size - 40.0 - BOTTOM) / n;
        var panels = new ArrayList<Panel>();
        for (int row = 0; row < n; row++) {
            for (int column = 0; column <= row; column++) {
                WorkInterrupted.check("The drawing");
                var box = new Box(LEFT + column * cell, top + row * height, cell - GAP, height - GAP);
                panels.add(panel(row, column, box));
            }
        }
        int whole = (int) Math.ceil(top + n * height + BOTTOM - GAP);
        String note = "contours hold 50 %, 90 % and 99 % of each sample; W₁ above the diagonal";
        return new Chart(options.titleOr("Corner plot"), size, whole, panels, note);
    }

    private Panel panel(int row, int column, Box box) {
        boolean last = row == names.size() - 1;
        if (row == column) {
            var plain = PlotOptions.defaults().names(options.referenceName(), options.sampleName());
            var panel = DistributionPlot.onPage(names.get(row), reference, sample, plain, box);
            return last
                    ? panel
                    : new Panel(box, panel.x().unlabelled(), panel.y(), panel.series(), panel.caption(), -1);
        }
        return new ContourPlot(names.get(column), names.get(row), reference, sample, options, true)
                .panel(box, last, column == 0);
    }
}
