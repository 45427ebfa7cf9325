package flashflow.data.samples;

import flashflow.FlashFlowException;
import java.util.Arrays;
import tech.tablesaw.api.NumericColumn;

/** The values of one column of a sample, as statistics need them: finite, not empty, copied before they are sorted. */
public final class FiniteValues {
    private FiniteValues() {}

    /** The values of a column without the missing ones (NaN). */
    public static double[] present(NumericColumn<?> column) {
        double[] values = Arrays.stream(column.asDoubleArray())
                .filter(v -> !Double.isNaN(v))
                .toArray();
        if (values.length == 0) {
            throw new FlashFlowException("The column '" + column.name() + "' "
                    + (column.isEmpty() ? "has no rows" : "holds nothing but NaN")
                    + "; select rows in which it has values.");
        }
        return values;
    }

    /** A sorted copy of a finite sample. */
    public static double[] sorted(double[] values, String which) {
        requireFinite(values, which);
        double[] copy = values.clone();
        Arrays.parallelSort(copy);
        return copy;
    }

    /** Refuses an empty sample, NaN and infinity. */
    public static void requireFinite(double[] values, String which) {
        if (values.length == 0) {
            throw new FlashFlowException("The " + which + " sample is empty; give at least one value.");
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new FlashFlowException("The " + which + " sample holds " + values[i] + " at index " + i
                        + "; remove NaN and infinite values first.");
            }
        }
    }
}
