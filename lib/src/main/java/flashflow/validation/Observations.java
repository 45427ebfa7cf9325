package flashflow.validation;

import flashflow.FlashFlowException;
import flashflow.data.ColumnFinder;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/**
 * Complete numeric rows of a table.
 *
 * @param names names of the columns
 * @param columns one array for each column, all of the same length, all finite
 */
record Observations(List<String> names, double[][] columns) {
    /** Takes columns by their full names; rows in which one is NaN or infinite are left out. */
    static Observations of(Table table, List<String> names) {
        var finder = ColumnFinder.in(table);
        double[][] all = names.stream()
                .map(name -> ColumnFinder.numeric(table, finder.full(name)).asDoubleArray())
                .toArray(double[][]::new);
        int[] complete = IntStream.range(0, table.rowCount())
                .filter(row -> IntStream.range(0, all.length).allMatch(c -> Double.isFinite(all[c][row])))
                .toArray();
        if (complete.length == 0) {
            throw new FlashFlowException("Table '" + table.name() + "' has " + table.rowCount() + " rows, and none with"
                    + " finite values in all of the columns " + names + "; widen the selection.");
        }
        return new Observations(names, all).rows(complete);
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
        return new Observations(names, chosen);
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
        return new Observations(names, scaled);
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
