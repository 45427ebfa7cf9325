package flashflow.spark.summaries;

import java.util.Arrays;

/**
 * Means and covariances of columns.
 *
 * @param rows that they are of
 * @param mean of each column
 * @param matrix covariances, with n - 1 below
 */
public record Covariances(double rows, double[] mean, double[][] matrix) {
    /** Of some of the columns. */
    public Covariances only(int[] columns) {
        double[] means = Arrays.stream(columns).mapToDouble(c -> mean[c]).toArray();
        double[][] some = Arrays.stream(columns)
                .mapToObj(r ->
                        Arrays.stream(columns).mapToDouble(c -> matrix[r][c]).toArray())
                .toArray(double[][]::new);
        return new Covariances(rows, means, some);
    }

    /** Standard deviations. */
    public double[] deviations() {
        double[] deviations = new double[mean.length];
        for (int c = 0; c < mean.length; c++) {
            deviations[c] = Math.sqrt(Math.max(0, matrix[c][c]));
        }
        return deviations;
    }

    /** Correlations; of a constant column 0. */
    public double[][] correlations() {
        double[] deviations = deviations();
        double[][] correlations = new double[mean.length][mean.length];
        for (int r = 0; r < mean.length; r++) {
            for (int c = 0; c < mean.length; c++) {
                double scale = deviations[r] * deviations[c];
                correlations[r][c] = r == c ? 1 : scale > 0 ? matrix[r][c] / scale : 0;
            }
        }
        return correlations;
    }
}
