package flashflow.validation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.exception.MaxCountExceededException;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.statistics.descriptive.Mean;

/**
 * Means and covariances (n - 1 below) of the columns of a sample.
 *
 * @param mean D means
 * @param matrix D x D covariances
 */
record Covariance(double[] mean, double[][] matrix) {
    /** Of the largest variance; sums in double precision do not see it. */
    private static final double TRACE = 1e-25;

    static Covariance of(Observations sample) {
        int width = sample.width();
        double[] mean = new double[width];
        boolean[] constant = new boolean[width];
        for (int c = 0; c < width; c++) {
            double[] column = sample.columns()[c];
            constant[c] = Arrays.stream(column).allMatch(x -> x == column[0]);
            mean[c] = constant[c] ? column[0] : Mean.of(column).getAsDouble(); // a rounded mean would give it a spread
        }
        double[][] matrix = new double[width][width];
        for (int a = 0; a < width; a++) {
            for (int b = 0; b <= a; b++) {
                matrix[a][b] = constant[a] || constant[b]
                        ? 0
                        : moment(sample.columns()[a], mean[a], sample.columns()[b], mean[b]);
                matrix[b][a] = matrix[a][b];
            }
        }
        return new Covariance(mean, matrix);
    }

    private static double moment(double[] x, double meanOfX, double[] y, double meanOfY) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int i = 0;
        // Four sums, so that the additions do not wait for one another.
        for (; i + 3 < x.length; i += 4) {
            s0 += (x[i] - meanOfX) * (y[i] - meanOfY);
            s1 += (x[i + 1] - meanOfX) * (y[i + 1] - meanOfY);
            s2 += (x[i + 2] - meanOfX) * (y[i + 2] - meanOfY);
            s3 += (x[i + 3] - meanOfX) * (y[i + 3] - meanOfY);
        }
        for (; i < x.length; i++) {
            s0 += (x[i] - meanOfX) * (y[i] - meanOfY);
        }
        return (s0 + s1 + s2 + s3) / (x.length - 1);
    }

    /** Standard deviations, with 1 for a constant column. */
    double[] scales() {
        double[] scales = new double[mean.length];
        for (int c = 0; c < mean.length; c++) {
            scales[c] = matrix[c][c] > 0 ? Math.sqrt(matrix[c][c]) : 1;
        }
        return scales;
    }

    /**
     * Squared Frechet distance of two normal distributions, {@code |m1 - m2|^2 + tr(S1 + S2 - 2 (S1 S2)^(1/2))} (Dowson and
     * Landau 1982); infinite or NaN where the numbers are too large for their squares.
     */
    double squaredFrechetDistance(Covariance other) {
        double sum = 0;
        for (int c = 0; c < mean.length; c++) {
            double difference = mean[c] - other.mean[c];
            sum += difference * difference + matrix[c][c] + other.matrix[c][c];
        }
        return Double.isFinite(sum) ? sum - 2 * traceOfRoot(matrix, other.matrix) : sum;
    }

    /** tr((S1 S2)^(1/2)): S1 S2 has the eigenvalues of the symmetric R S2 R with R = S1^(1/2). */
    private static double traceOfRoot(double[][] s1, double[][] s2) {
        try {
            RealMatrix root = root(withoutTraces(s1));
            RealMatrix product = root.multiply(withoutTraces(s2)).multiply(root);
            RealMatrix symmetric = product.add(product.transpose()).scalarMultiply(0.5);
            return Arrays.stream(new EigenDecomposition(symmetric).getRealEigenvalues())
                    .map(v -> Math.sqrt(Math.max(v, 0)))
                    .sum();
        } catch (MaxCountExceededException e) {
            return Double.NaN;
        }
    }

    /** With zeros in the rows and columns of variances too small to count, whose products have lost their digits. */
    private static RealMatrix withoutTraces(double[][] matrix) {
        double largest = IntStream.range(0, matrix.length)
                .mapToDouble(c -> matrix[c][c])
                .max()
                .orElse(0);
        var kept = MatrixUtils.createRealMatrix(matrix);
        for (int r = 0; r < matrix.length; r++) {
            for (int c = 0; c < matrix.length; c++) {
                if (Math.min(matrix[r][r], matrix[c][c]) < TRACE * largest) {
                    kept.setEntry(r, c, 0);
                }
            }
        }
        return kept;
    }

    private static RealMatrix root(RealMatrix matrix) {
        var eigen = new EigenDecomposition(matrix);
        double[] roots = Arrays.stream(eigen.getRealEigenvalues())
                .map(v -> Math.sqrt(Math.max(v, 0)))
                .toArray();
        return eigen.getV()
                .multiply(MatrixUtils.createRealDiagonalMatrix(roots))
                .multiply(eigen.getVT());
    }
}
