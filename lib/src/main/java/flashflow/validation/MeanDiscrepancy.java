package flashflow.validation;

/**
 * Unbiased squared maximum mean discrepancy (Gretton et al. 2012, eq. 3) with the polynomial kernel {@code (x.y / D + 1)^4}.
 */
final class MeanDiscrepancy {
    private MeanDiscrepancy() {}

    static double squared(Observations x, Observations y) {
        return within(x) + within(y) - 2 * sum(x, y) / ((double) x.size() * y.size());
    }

    private static double within(Observations x) {
        double diagonal = 0;
        for (int i = 0; i < x.size(); i++) {
            double norm = 0;
            for (double[] column : x.columns()) {
                norm += column[i] * column[i];
            }
            diagonal += fourthPower(norm / x.width() + 1);
        }
        return (sum(x, x) - diagonal) / ((double) x.size() * (x.size() - 1));
    }

    /** Sum of the kernel over all pairs. */
    private static double sum(Observations x, Observations y) {
        double[] products = new double[y.size()];
        double sum = 0;
        for (int i = 0; i < x.size(); i++) {
            java.util.Arrays.fill(products, 1);
            for (int c = 0; c < x.width(); c++) {
                addScaled(products, y.columns()[c], x.columns()[c][i] / x.width());
            }
            sum += sumOfFourthPowers(products);
        }
        return sum;
    }

    private static void addScaled(double[] sums, double[] values, double factor) {
        for (int j = 0; j < sums.length; j++) {
            sums[j] += factor * values[j];
        }
    }

    private static double sumOfFourthPowers(double[] values) {
        double even = 0, odd = 0;
        for (int j = 0; j + 1 < values.length; j += 2) {
            even += fourthPower(values[j]);
            odd += fourthPower(values[j + 1]);
        }
        return even + odd + (values.length % 2 == 0 ? 0 : fourthPower(values[values.length - 1]));
    }

    private static double fourthPower(double x) {
        double square = x * x;
        return square * square;
    }
}
