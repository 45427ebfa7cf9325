package flashflow.data.regression;

import org.apache.commons.math3.linear.EigenDecomposition;

/** Tries strengths of a ridge on columns of unit variance, by the eigenvectors of their correlations. */
final class RidgeStrengths {
    private static final double STRONGEST = 1e2;
    private static final double WEAKEST = 1e-7;

    /** Of what targets vary by; a smaller deviation would be rounding in float32. */
    private static final double LEAST_UNEXPLAINED = 1e-6;

    /**
     * A choice.
     *
     * @param weights of the columns
     * @param ridge infinite where no weight helps
     * @param unexplained share of the variance, to be expected of other rows
     */
    record Choice(double[] weights, double ridge, double unexplained) {}

    private final double[] values;
    private final double[][] vectors;
    private final double rows;

    /**
     * For these correlations.
     *
     * @param rows effective number of them
     * @param columns how many of the correlations count
     */
    RidgeStrengths(EigenDecomposition correlations, double rows, int columns) {
        this.rows = rows;
        values = new double[columns];
        vectors = new double[columns][];
        for (int k = 0; k < columns; k++) {
            values[k] = Math.max(0, correlations.getRealEigenvalue(k));
            vectors[k] = correlations.getEigenvector(k).toArray();
        }
    }

    /** The best for a target of those correlations with the columns; without any weight where none helps. */
    Choice best(double[] target) {
        double[] along = new double[values.length];
        for (int k = 0; k < along.length; k++) {
            along[k] = product(vectors[k], target);
        }
        double best = score(along, Double.POSITIVE_INFINITY);
        double chosen = Double.POSITIVE_INFINITY;
        for (double ridge = STRONGEST; ridge > WEAKEST; ridge /= 10) {
            double score = score(along, ridge);
            if (score < best) {
                best = score;
                chosen = ridge;
            }
        }
        double most = Double.isFinite(best) ? best : 1;
        return new Choice(weights(along, chosen), chosen, Math.max(most, LEAST_UNEXPLAINED));
    }

    /** Share of the variance that is unexplained, with the columns' freedom to fit noise taken into account. */
    private double score(double[] along, double ridge) {
        double unexplained = 1;
        double freedom = 1;
        for (int k = 0; k < along.length; k++) {
            double weight = weight(along[k], values[k], ridge);
            unexplained += weight * (values[k] * weight - 2 * along[k]);
            freedom += values[k] / (values[k] + ridge);
        }
        double left = 1 - freedom / rows;
        return left > 0 ? Math.max(0, unexplained) / (left * left) : Double.POSITIVE_INFINITY;
    }

    private static double weight(double along, double value, double ridge) {
        return along / (value + ridge);
    }

    private double[] weights(double[] along, double ridge) {
        double[] weights = new double[values.length];
        for (int k = 0; k < along.length; k++) {
            double weight = weight(along[k], values[k], ridge);
            for (int c = 0; c < weights.length; c++) {
                weights[c] += weight * vectors[k][c];
            }
        }
        return weights;
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
