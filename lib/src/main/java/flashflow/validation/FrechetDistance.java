package flashflow.validation;

import java.util.Arrays;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Squared Frechet distance of two normal distributions, {@code |m1 - m2|^2 + tr(S1 + S2 - 2 (S1 S2)^(1/2))} (Dowson and
 * Landau 1982).
 */
final class FrechetDistance {
    private FrechetDistance() {}

    static double squared(Covariance a, Covariance b) {
        double sum = 0;
        for (int c = 0; c < a.mean().length; c++) {
            double difference = a.mean()[c] - b.mean()[c];
            sum += difference * difference + a.matrix()[c][c] + b.matrix()[c][c];
        }
        return sum - 2 * traceOfRoot(a.matrix(), b.matrix());
    }

    /** tr((S1 S2)^(1/2)): S1 S2 has the eigenvalues of the symmetric R S2 R with R = S1^(1/2). */
    private static double traceOfRoot(double[][] s1, double[][] s2) {
        RealMatrix root = root(MatrixUtils.createRealMatrix(s1));
        RealMatrix product = root.multiply(MatrixUtils.createRealMatrix(s2)).multiply(root);
        RealMatrix symmetric = product.add(product.transpose()).scalarMultiply(0.5);
        return Arrays.stream(new EigenDecomposition(symmetric).getRealEigenvalues())
                .map(v -> Math.sqrt(Math.max(v, 0)))
                .sum();
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
