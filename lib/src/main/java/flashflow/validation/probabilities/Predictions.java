package flashflow.validation.probabilities;

import flashflow.FlashFlowException;
import flashflow.data.ColumnFinder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/**
 * Rows with the class that occurred and the predicted probabilities of all classes.
 *
 * @param truth class of each row, from 0
 * @param names of the probabilities, class by class
 * @param columns probabilities, class by class, row by row
 */
record Predictions(int[] truth, List<String> names, double[][] columns) {
    /** As far as probabilities in float32 may miss 1. */
    private static final double ROUNDING = 1e-4;

    /**
     * Checks them.
     *
     * @param probabilities a column for each class; one column alone is the probability of class 1, beside class 0
     * @throws FlashFlowException if numbers of rows differ, a class is none or a probability is no probability
     */
    static Predictions of(NumericColumn<?> classes, Table probabilities) {
        if (classes.size() == 0 || classes.size() != probabilities.rowCount()) {
            throw new FlashFlowException("There are " + classes.size() + " classes and " + probabilities.rowCount()
                    + " rows of probabilities; give one row of probabilities for each class that occurred.");
        }
        var names = new ArrayList<>(probabilities.columnNames());
        var columns = new ArrayList<double[]>();
        for (String name : names) {
            columns.add(checked(name, ColumnFinder.numeric(probabilities, name).asDoubleArray()));
        }
        if (columns.size() == 1) {
            double[] p = columns.get(0);
            names.add(0, "not " + names.get(0));
            columns.add(
                    0, IntStream.range(0, p.length).mapToDouble(r -> 1 - p[r]).toArray());
        }
        var all = columns.toArray(double[][]::new);
        checkSums(all);
        return new Predictions(truth(classes, all.length), List.copyOf(names), all);
    }

    private static double[] checked(String name, double[] p) {
        for (int row = 0; row < p.length; row++) {
            if (!(p[row] >= 0 && p[row] <= 1)) {
                throw new FlashFlowException("The probability '" + name + "' is " + p[row] + " in row " + row
                        + "; give numbers from 0 to 1.");
            }
        }
        return p;
    }

    private static void checkSums(double[][] columns) {
        for (int row = 0; row < columns[0].length; row++) {
            double sum = 0;
            for (double[] column : columns) {
                sum += column[row];
            }
            if (Math.abs(sum - 1) > ROUNDING) {
                throw new FlashFlowException("The probabilities of row " + row + " add up to " + sum
                        + "; give those of all classes, which add up to 1.");
            }
        }
    }

    private static int[] truth(NumericColumn<?> classes, int count) {
        int[] truth = new int[classes.size()];
        for (int row = 0; row < truth.length; row++) {
            double value = classes.getDouble(row);
            if (!(value >= 0 && value < count && value == (int) value)) {
                throw new FlashFlowException("Column '" + classes.name() + "' holds " + value + " in row " + row
                        + ", which is none of the " + count + " classes 0 to " + (count - 1)
                        + "; give the probability of each class.");
            }
            truth[row] = (int) value;
        }
        return truth;
    }

    int rows() {
        return truth.length;
    }

    int classes() {
        return columns.length;
    }

    /** The probabilities of a class. */
    double[] of(int k) {
        return columns[k];
    }

    String name(int k) {
        return names.get(k);
    }

    /** The classes that are looked at one by one: all, or of two the second alone, since the first is its complement. */
    int[] lookedAt() {
        return classes() == 2 ? new int[] {1} : IntStream.range(0, classes()).toArray();
    }
}
