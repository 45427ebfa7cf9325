package flashflow.data.regression;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The sums over rows that a regression of the targets on the context needs, gathered row by row in double precision, about the first
 * row, so that columns far from zero keep their digits and constant ones come out as such.
 */
public final class RegressionSums {
    /** What a prediction has to save, in nats a row. */
    private static final double LEAST_GAIN = 0.15;

    private final int context;
    private final int targets;
    private final double[] first;
    private final double[] lowest;
    private final double[] highest;
    private final double[] sums;
    /** Of products of context columns, at and below the diagonal, then of each target with the context and itself. */
    private final double[][] products;

    private final KeptRows kept = new KeptRows();
    private double weight;
    private double squaredWeights;
    private final double[] difference;

    /** None yet, of rows of so many context and target columns. */
    public RegressionSums(int context, int targets) {
        this.context = context;
        this.targets = targets;
        first = new double[context + targets];
        lowest = filled(targets, Double.POSITIVE_INFINITY);
        highest = filled(targets, Double.NEGATIVE_INFINITY);
        sums = new double[context + targets];
        products = new double[context + targets][];
        difference = new double[context + targets];
        Arrays.setAll(products, i -> new double[Math.min(i, context) + 1]);
    }

    private static double[] filled(int size, double value) {
        double[] values = new double[size];
        Arrays.fill(values, value);
        return values;
    }

    /**
     * Adds a row.
     *
     * @param row context, then targets, finite
     * @param from where in the array it begins
     * @param rowWeight at least 0
     */
    public void add(float[] row, int from, double rowWeight) {
        if (rowWeight == 0) {
            return;
        }
        for (int i = 0; i < first.length; i++) {
            first[i] = weight == 0 ? row[from + i] : first[i];
            difference[i] = row[from + i] - first[i];
        }
        for (int i = 0; i < first.length; i++) {
            addProducts(i, rowWeight * difference[i]);
        }
        for (int t = 0; t < targets; t++) {
            lowest[t] = Math.min(lowest[t], row[from + context + t]);
            highest[t] = Math.max(highest[t], row[from + context + t]);
        }
        kept.add(row, from, first.length);
        weight += rowWeight;
        squaredWeights += rowWeight * rowWeight;
    }

    private void addProducts(int i, double weighted) {
        sums[i] += weighted;
        double[] of = products[i];
        int others = of.length - 1;
        for (int j = 0; j < others; j++) {
            of[j] += weighted * difference[j];
        }
        of[others] += weighted * difference[i];
    }

    /** The regression over the rows so far; without a row, one that predicts 0. */
    public LinearRegression regression() {
        var strength = strengths();
        var found = new LinearRegression.Target[targets];
        Arrays.setAll(found, t -> target(t, strength));
        return new LinearRegression(found);
    }

    private LinearRegression.Target target(int t, RidgeStrengths strengths) {
        int row = context + t;
        double variance = variance(row);
        if (!(variance > 0)) {
            return LinearRegression.Target.untouched(context, weight > 0 ? lowest[t] : 0, weight > 0 ? highest[t] : 0);
        }
        double[] correlations = new double[context];
        Arrays.setAll(correlations, c -> variance(c) > 0 ? covariance(row, c) / Math.sqrt(variance * variance(c)) : 0);
        var best = strengths.best(correlations);
        double[] weights = best.weights();
        double bias = mean(row);
        for (int c = 0; c < context; c++) {
            weights[c] = variance(c) > 0 ? weights[c] * Math.sqrt(variance / variance(c)) : 0;
            bias -= weights[c] * mean(c);
        }
        double deviation = Math.sqrt(best.unexplained() * variance);
        var found = new LinearRegression.Target(weights, bias, deviation, lowest[t], highest[t]);
        return gain(found, row) > LEAST_GAIN
                ? found
                : LinearRegression.Target.untouched(context, lowest[t], highest[t]);
    }

    /** By how much less the residuals cost than the values, each by themselves, in nats; the weights' fit to noise does not count. */
    private double gain(LinearRegression.Target target, int column) {
        double[] values = new double[kept.count()];
        double[] residuals = new double[kept.count()];
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = kept.row(i)[column];
            residuals[i] = values[i] - target.predicted(kept.row(i), 0);
            squares += residuals[i] * residuals[i];
        }
        double deviation = Math.sqrt(variance(column));
        double seen = Math.max(Math.sqrt(squares / values.length), 1e-6 * deviation);
        double lost = Math.max(0, Math.log(target.deviation() / seen));
        return Spacings.entropy(values, deviation) - Spacings.entropy(residuals, deviation) - lost;
    }

    private RidgeStrengths strengths() {
        RealMatrix correlations = new Array2DRowRealMatrix(Math.max(1, context), Math.max(1, context));
        for (int i = 0; i < context; i++) {
            for (int j = 0; j <= i; j++) {
                double scale = Math.sqrt(variance(i) * variance(j));
                double value = scale > 0 ? covariance(i, j) / scale : 0;
                correlations.setEntry(i, j, value);
                correlations.setEntry(j, i, value);
            }
        }
        return new RidgeStrengths(new EigenDecomposition(correlations), weight * weight / squaredWeights, context);
    }

    private double mean(int i) {
        return first[i] + sums[i] / weight;
    }

    private double variance(int i) {
        double[] of = products[i];
        double square = of[of.length - 1];
        double variance = weight > 0 ? square / weight - Math.pow(sums[i] / weight, 2) : 0;
        // what rounding leaves of a constant is none
        return variance > 1e-12 * square / weight ? variance : 0;
    }

    private double covariance(int i, int j) {
        return products[i][j] / weight - sums[i] / weight * (sums[j] / weight);
    }
}
