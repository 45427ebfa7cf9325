package flashflow.validation.events;

import flashflow.FlashFlowException;
import flashflow.data.ColumnFinder;
import flashflow.data.RowTables;
import tech.tablesaw.api.Table;

/** Whole numbers that say where an object belongs. */
final class Indices {
    private Indices() {}

    static long[] of(Table table, String name) {
        double[] numbers = ColumnFinder.numeric(table, name).asDoubleArray();
        long[] indices = new long[numbers.length];
        for (int row = 0; row < numbers.length; row++) {
            indices[row] = (long) numbers[row];
            if (indices[row] != numbers[row]) {
                throw new FlashFlowException(RowTables.called(table) + ", row " + row + ", column '" + name + "' is "
                        + numbers[row] + "; numbers of events and folds are whole.");
            }
        }
        return indices;
    }

    /** Entry times folds plus fold. */
    static int[] units(long[] entries, long[] fold, long events, int folds) {
        if (events < 1 || folds < 1 || events > Integer.MAX_VALUE / folds) {
            throw new FlashFlowException(events + " events in " + folds + " folds cannot be compared; give at least one"
                    + " of each, and no more than 2^31 together.");
        }
        int[] units = new int[entries.length];
        for (int row = 0; row < units.length; row++) {
            if (entries[row] < 0 || entries[row] >= events || fold[row] < 0 || fold[row] >= folds) {
                throw new FlashFlowException("Object " + row + " is of event " + entries[row] + ", fold " + fold[row]
                        + ", and there are " + events + " events in " + folds + " folds, from 0 on; tell their true"
                        + " numbers.");
            }
            units[row] = (int) (entries[row] * folds + fold[row]);
        }
        return units;
    }
}
