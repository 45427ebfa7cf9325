package flashflow.plots;

import flashflow.FlashFlowException;
import java.util.Arrays;
import tech.tablesaw.api.Table;

/** The columns of a training history that the loss plot draws. */
final class HistoryColumns {
    private final Table history;

    HistoryColumns(Table history) {
        this.history = history;
        if (history.rowCount() == 0) {
            throw new FlashFlowException(
                    "The history has no epoch yet, so there is no loss to plot; train at least one.");
        }
    }

    boolean has(String name) {
        return history.containsColumn(name)
                && Arrays.stream(Columns.values(history, name)).anyMatch(Double::isFinite);
    }

    double[] of(String name) {
        return Columns.values(history, name);
    }

    double[] epochs() {
        return history.containsColumn("epoch") ? of("epoch") : counted(history.rowCount());
    }

    static double[] counted(int n) {
        double[] epochs = new double[n];
        Arrays.setAll(epochs, i -> i + 1);
        return epochs;
    }
}
