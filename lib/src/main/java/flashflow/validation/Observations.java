package flashflow.validation;

import flashflow.FlashFlowException;
import flashflow.data.ColumnFinder;
import flashflow.data.Magnitude;
import flashflow.data.RowTables;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/**
 * Complete numeric rows of a table.
 *
 * @param names names of the columns
 * @param columns one array for each column, all of the same length, all finite
 * @param events the event of each row, from 0; rows of one event are not independent of each other
 */
record Observations(List<String> names, double[][] columns, int[] events) {
    /**
     * Takes columns by their full names; rows in which one is NaN or infinite are left out, and each row is an event of its
     * own, numbered as in the table.
     */
    static Observations of(Table table, List<String> names) {
        if (names.isEmpty()) {
            throw new FlashFlowException(
                    RowTables.called(table) + " has no columns to compare; give one of numbers at least.");
        }
        var finder = ColumnFinder.in(table);
        double[][] all = names.stream()
                .map(name -> ColumnFinder.numeric(table, finder.full(name)).asDoubleArray())
                .toArray(double[][]::new);
        int[] complete = IntStream.range(0, table.rowCount())
                .filter(row -> IntStream.range(0, all.length).allMatch(c -> Double.isFinite(all[c][row])))
                .toArray();
        if (complete.length == 0) {
            throw new FlashFlowException(RowTables.called(table) + " has " + table.rowCount() + " rows, and none with"
                    + " finite values in all of the columns " + names + "; widen the selection.");
        }
        return new Observations(names, all, IntStream.range(0, table.rowCount()).toArray()).rows(complete);
    }

    /** The same, where a statistic needs so many complete rows. */
    Observations atLeast(int rows, String statistic) {
        if (size() < rows) {
            throw new FlashFlowException("The " + statistic + " needs at least " + rows
                    + " rows with finite values in all columns, and a sample has " + size() + "; widen the selection.");
        }
        return this;
    }

    /** The same rows, which are of these events. */
    Observations ofEvents(int[] numbers) {
        return new Observations(names, columns, numbers);
    }

    int size() {
        return columns[0].length;
    }

    int width() {
        return columns.length;
    }

    /** The rows with these indices; an index may come more than once. */
    Observations rows(int[] indices) {
        double[][] chosen = new double[columns.length][indices.length];
        for (int c = 0; c < columns.length; c++) {
            for (int i = 0; i < indices.length; i++) {
                chosen[c][i] = columns[c][indices[i]];
            }
        }
        return new Observations(
                names, chosen, IntStream.of(indices).map(i -> events[i]).toArray());
    }

    /** At most {@code most} rows, chosen at random. */
    Observations atMost(int most, long seed) {
        return size() <= most ? this : rows(Resampler.of(seed).chosen(size(), most));
    }

    /** All columns minus centre, divided by scale. */
    Observations scaled(double[] centre, double[] scale) {
        double[][] scaled = new double[columns.length][size()];
        for (int c = 0; c < columns.length; c++) {
            for (int i = 0; i < size(); i++) {
                scaled[c][i] = (columns[c][i] - centre[c]) / scale[c];
            }
        }
        return new Observations(names, scaled, events);
    }

    /** Each column times two to its exponent. */
    Observations magnified(int[] exponents) {
        double[][] magnified = new double[columns.length][];
        Arrays.setAll(magnified, c -> Magnitude.scaled(columns[c], exponents[c]));
        return new Observations(names, magnified, events);
    }

    /** The exponents of two that bring each column near 1. */
    int[] exponents() {
        return Arrays.stream(columns).mapToInt(Magnitude::exponent).toArray();
    }

    /** All values, those beyond a bound on either side at the bound. */
    Observations within(double bound) {
        double[][] kept = new double[columns.length][];
        Arrays.setAll(kept, c -> Arrays.stream(columns[c])
                .map(v -> Math.max(-bound, Math.min(v, bound)))
                .toArray());
        return new Observations(names, kept, events);
    }

    /** The row-major values as float32. */
    float[] rowMajor() {
        float[] rows = new float[size() * width()];
        for (int c = 0; c < width(); c++) {
            for (int i = 0; i < size(); i++) {
                rows[i * width() + c] = (float) columns[c][i];
            }
        }
        return rows;
    }
}
