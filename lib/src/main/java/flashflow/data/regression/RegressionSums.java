package flashflow.data.regression;

import flashflow.data.Normal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
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

    /** Of a place between bounds: what float32 tells apart. */
    private static final double LEAST_DEVIATION = 1e-6;

    /** Rows that the gain is judged by. */
    private static final int JUDGED = 1 << 14;

    /** Rows that truncated laws are fitted to. */
    private static final int FITTED = 1 << 18;

    private final int context;
    private final int targets;
    private final List<QuantilePlace> places;
    private final double[] first;
    private final double[] lowest;
    private final double[] highest;
    private final double[] sums;
    /** Of products of context columns, at and below the diagonal, then of each target with the context and itself. */
    private final double[][] products;

    private final KeptRows kept = new KeptRows(JUDGED);
    private final KeptRows fitted;
    private double weight;
    private double squaredWeights;
    private final double[] difference;

    /** None yet, of rows of so many context and target columns, all on the whole line. */
    public RegressionSums(int context, int targets) {
        this(context, Collections.nCopies(targets, QuantilePlace.NONE));
    }

    /**
     * None yet.
     *
     * @param context number of context columns
     * @param places of each target column, NONE of one on the whole line
     */
    public RegressionSums(int context, List<QuantilePlace> places) {
        this.context = context;
        this.targets = places.size();
        this.places = List.copyOf(places);
        this.fitted = places.stream().anyMatch(QuantilePlace::isBounded) ? new KeptRows(FITTED) : kept;
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
        kept.add(row, from, first.length, rowWeight);
        if (fitted != kept) {
            fitted.add(row, from, first.length, rowWeight);
        }
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
    public ContextRegression regression() {
        var strength = strengths();
        var found = new ContextRegression.Target[targets];
        Arrays.setAll(found, t -> target(t, strength));
        return new ContextRegression(found);
    }

    private ContextRegression.Target target(int t, RidgeStrengths strengths) {
        int row = context + t;
        double variance = variance(row);
        if (!(variance > 0)) {
            return ContextRegression.Target.untouched(context, weight > 0 ? lowest[t] : 0, weight > 0 ? highest[t] : 0);
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
        var found = new ContextRegression.Target(weights, bias, deviation, lowest[t], highest[t], QuantilePlace.NONE);
        if (places.get(t).isBounded()) {
            found = truncated(t, best, Math.exp(lost(found, row)));
        }
        return found != null && gain(found, row) > LEAST_GAIN
                ? found
                : ContextRegression.Target.untouched(context, lowest[t], highest[t]);
    }

    /**
     * Of a target between bounds; null where no such law fits.
     *
     * @param linear regression of the quantiles, whose ridge will do
     * @param wider by how much other rows lie farther off than those it was fitted to
     */
    private ContextRegression.Target truncated(int t, RidgeStrengths.Choice linear, double wider) {
        if (linear.ridge() == Double.POSITIVE_INFINITY) {
            return null;
        }
        double[][] standard = new double[fitted.count()][];
        double[] place = new double[fitted.count()];
        double[] rowWeights = new double[fitted.count()];
        for (int i = 0; i < place.length; i++) {
            float[] row = fitted.row(i);
            standard[i] = standard(row);
            place[i] = Normal.below(places.get(t).quantile(row[context + t]));
            rowWeights[i] = fitted.weight(i);
        }
        double[] numbers = new TruncatedFit(standard, place, rowWeights, linear.ridge()).numbers();
        return numbers == null ? null : target(numbers, wider, places.get(t));
    }

    /** 1, then the context columns in deviations from their mean, 0 of constant ones. */
    private double[] standard(float[] row) {
        double[] standard = new double[context + 1];
        standard[0] = 1;
        for (int c = 0; c < context; c++) {
            double variance = variance(c);
            standard[c + 1] = variance > 0 ? (row[c] - mean(c)) / Math.sqrt(variance) : 0;
        }
        return standard;
    }

    private ContextRegression.Target target(double[] numbers, double wider, QuantilePlace place) {
        double s = 1 / numbers[context + 1];
        double[] weights = new double[context];
        double bias = numbers[0] * s;
        for (int c = 0; c < context; c++) {
            weights[c] = variance(c) > 0 ? numbers[c + 1] * s / Math.sqrt(variance(c)) : 0;
            bias -= weights[c] * mean(c);
        }
        double deviation = Math.max(s * wider, LEAST_DEVIATION);
        double reach = TruncatedNormal.REACH * deviation;
        return new ContextRegression.Target(weights, bias, deviation, -reach, 1 + reach, place);
    }

    /** By how much less the residuals cost than the values, each by themselves, in nats; the weights' fit to noise does not count. */
    private double gain(ContextRegression.Target target, int column) {
        double[] values = new double[kept.count()];
        double[] residuals = new double[kept.count()];
        double derivatives = 0;
        for (int i = 0; i < values.length; i++) {
            double predicted = target.predicted(kept.row(i), 0);
            values[i] = kept.row(i)[column];
            residuals[i] = target.shifted(values[i], predicted);
            derivatives += target.logDerivative(values[i], predicted, residuals[i]);
        }
        double lost = target.place().isBounded() ? 0 : lost(target, column);
        double deviation = Math.sqrt(variance(column));
        return Spacings.entropy(values, deviation)
                - Spacings.entropy(residuals, deviation / target.deviation())
                + derivatives / values.length
                - lost;
    }

    /** How much the deviation that other rows are to be expected to have is above that of the rows seen, as a logarithm. */
    private double lost(ContextRegression.Target target, int column) {
        double squares = 0;
        for (int i = 0; i < kept.count(); i++) {
            double residual = kept.row(i)[column] - target.predicted(kept.row(i), 0);
            squares += residual * residual;
        }
        double least = 1e-6 * Math.sqrt(variance(column));
        return Math.max(0, Math.log(target.deviation() / Math.max(Math.sqrt(squares / kept.count()), least)));
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
