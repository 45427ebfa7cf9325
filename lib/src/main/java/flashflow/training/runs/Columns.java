package flashflow.training.runs;

import java.util.Arrays;
import tech.tablesaw.api.Table;

/** Columns of a history, which may lack any. */
final class Columns {
    private Columns() {}

    /** One value a report, NaN where there is none; empty without the column. */
    static double[] of(Table history, String name) {
        return history.containsColumn(name) ? history.doubleColumn(name).asDoubleArray() : new double[0];
    }

    /** NaN without one. */
    static double last(Table history, String name) {
        double[] values = of(history, name);
        return values.length == 0 ? Double.NaN : values[values.length - 1];
    }

    /** Of those that are there. */
    static double sum(Table history, String name) {
        return Arrays.stream(of(history, name))
                .filter(value -> !Double.isNaN(value))
                .sum();
    }
}
