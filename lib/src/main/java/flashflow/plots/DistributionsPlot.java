package flashflow.plots;

import flashflow.FlashFlowException;
import flashflow.data.ColumnFinder;
import flashflow.data.WorkInterrupted;
import flashflow.data.samples.Samples;
import flashflow.plots.drawing.Chart;
import flashflow.plots.drawing.Frames;
import flashflow.plots.drawing.Panel;
import flashflow.plots.drawing.Series;
import flashflow.plots.drawing.Style;
import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/** All numeric columns that two samples share, one small panel each. */
final class DistributionsPlot {
    private static final int WIDTH = 880;
    private static final int COLUMNS = 4;
    private static final double CELL_HEIGHT = 205;

    private DistributionsPlot() {}

    /** @param samples the reference first */
    static Chart of(List<String> names, List<DrawnSample> samples, PlotOptions options) {
        if (names.isEmpty()) {
            throw new FlashFlowException("No column is named, so there is nothing to plot; name at least one.");
        }
        var legend = samples.stream()
                .map(sample -> Series.line(sample.name(), new double[0], new double[0], Style.line(sample.color())))
                .toList();
        double top = Frames.top(legend, WIDTH);
        var boxes = Frames.grid(names.size(), COLUMNS, top, WIDTH, CELL_HEIGHT, options.logY() ? 44 : 24);
        var panels = new ArrayList<Panel>();
        for (int i = 0; i < names.size(); i++) {
            WorkInterrupted.check("The drawing");
            panels.add(DistributionPlot.onPage(names.get(i), samples, options, boxes.get(i)));
        }
        int rows = (names.size() + COLUMNS - 1) / COLUMNS;
        int height = (int) Math.ceil(top + rows * CELL_HEIGHT + 18);
        return new Chart(options.titleOr("Distributions"), WIDTH, height, panels, "fraction of the rows per bin");
    }

    /** Numeric columns of the reference, without its weights; the other samples have to have them all. */
    static List<String> shared(Samples samples) {
        var first = samples.reference().members().get(0);
        return samples.others().stream()
                .map(other -> shared(first.rows(), other.members().get(0).rows()))
                .findFirst()
                .orElseGet(() -> shared(first.rows(), first.rows()))
                .stream()
                .filter(name -> !name.equals(first.weight()))
                .toList();
    }

    /** Names of the numeric columns of the reference; the sample has to have them all. */
    static List<String> shared(Table reference, Table sample) {
        List<String> names = reference.columns().stream()
                .filter(NumericColumn.class::isInstance)
                .map(column -> column.name())
                .toList();
        if (names.isEmpty()) {
            throw new FlashFlowException("The reference has no numeric columns, so there is nothing to compare.");
        }
        names.forEach(name -> ColumnFinder.in(sample).full(name));
        return names;
    }
}
