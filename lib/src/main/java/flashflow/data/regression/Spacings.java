package flashflow.data.regression;

import java.util.Arrays;

/**
 * Entropy of a column by the spacings of its sorted values (Vasicek, "A test for normality based on sample entropy", Journal of the
 * Royal Statistical Society B 38, 1976): what the best density of these values alone costs.
 */
final class Spacings {
    /** Values that lie closer count as if they were so far apart, in standard deviations: a flow resolves no more. */
    private static final double CLOSEST = 1e-3;

    private Spacings() {}

    /** In nats, of two values at least. */
    static double entropy(double[] values, double deviation) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        int m = (int) Math.max(1, Math.round(Math.sqrt(n) / 2));
        double sum = 0;
        for (int i = 0; i < n; i++) {
            int low = Math.max(0, i - m);
            int high = Math.min(n - 1, i + m);
            double density = (double) (high - low) / n / Math.max(sorted[high] - sorted[low], Double.MIN_NORMAL);
            sum -= Math.log(Math.min(density, 1 / (CLOSEST * deviation)));
        }
        return sum / n;
    }
}
