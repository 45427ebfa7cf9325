package flashflow.data.regression;

import flashflow.data.Moments;
import java.util.Optional;

/**
 * Which columns are linear combinations of those before them: the Cholesky decomposition of their correlations, whose pivots
 * are what the columns before leave unexplained of a column's variance.
 */
public final class LinearCombinations {
    /** Of the variance; rounding to float32 leaves some 1e-14. */
    private static final double UNEXPLAINED = 1e-9;

    private final double[][] factor;
    private final boolean[] isCombination;

    private LinearCombinations(int columns) {
        factor = new double[columns][columns];
        isCombination = new boolean[columns];
    }

    /** Among columns of equally many values; a constant one counts as no combination, and none is made of it. */
    public static LinearCombinations of(double[][] columns) {
        var found = new LinearCombinations(columns.length);
        double[][] units = new double[columns.length][];
        for (int c = 0; c < columns.length; c++) {
            units[c] = unit(columns[c]);
            found.add(c, units);
        }
        return found;
    }

    /** Moved to mean 0 and scaled to length 1; nothing for a constant. */
    private static double[] unit(double[] column) {
        var moments = Moments.of(column, column.length);
        if (moments.isConstant()) {
            return new double[0];
        }
        double scale = 1 / (moments.deviation() * Math.sqrt(column.length));
        double[] unit = new double[column.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (column[i] - moments.mean()) * scale;
        }
        return unit;
    }

    private void add(int c, double[][] units) {
        if (units[c].length == 0) {
            return;
        }
        double left = 1;
        for (int k = 0; k < c; k++) {
            if (factor[k][k] > 0) {
                factor[c][k] = (dot(units[c], units[k], units[c].length) - dot(factor[c], factor[k], k)) / factor[k][k];
                left -= factor[c][k] * factor[c][k];
            }
        }
        isCombination[c] = left < UNEXPLAINED;
        factor[c][c] = isCombination[c] ? 0 : Math.sqrt(left);
    }

    private static double dot(double[] a, double[] b, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** By how many deviations a column changes with one deviation of each before it; empty where it is no combination. */
    public Optional<double[]> of(int column) {
        if (!isCombination[column]) {
            return Optional.empty();
        }
        double[] factors = new double[column];
        for (int k = column - 1; k >= 0; k--) {
            if (factor[k][k] > 0) {
                double rest = factor[column][k];
                for (int m = k + 1; m < column; m++) {
                    rest -= factor[m][k] * factors[m];
                }
                factors[k] = rest / factor[k][k];
            }
        }
        return Optional.of(factors);
    }
}
