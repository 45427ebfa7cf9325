package flashflow.preprocessing;

/**
 * Count, mean, spread and range of a stream of values, merged block by block in double (Welford 1962; merging: Chan,
 * Golub, LeVeque 1979).
 *
 * @param count number of values
 * @param mean mean, 0 for none
 * @param squares sum of squared differences from the mean
 * @param min smallest value
 * @param max largest value
 */
record Moments(long count, double mean, double squares, double min, double max) {
    static final Moments NONE = new Moments(0, 0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    /** Moments of the values whose row is not left out. */
    static Moments of(double[] x, int n, boolean[] leftOut) {
        long count = 0;
        double sum = 0, min = Double.POSITIVE_INFINITY, max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            if (!leftOut[i]) {
                count++;
                sum += x[i];
                min = Math.min(min, x[i]);
                max = Math.max(max, x[i]);
            }
        }
        return count == 0 ? NONE : new Moments(count, sum / count, squares(x, n, leftOut, sum / count), min, max);
    }

    private static double squares(double[] x, int n, boolean[] leftOut, double mean) {
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += leftOut[i] ? 0 : (x[i] - mean) * (x[i] - mean);
        }
        return squares;
    }

    Moments plus(Moments other) {
        long n = count + other.count;
        if (n == 0) {
            return NONE;
        }
        double step = other.mean - mean;
        double share = (double) other.count / n;
        return new Moments(
                n,
                mean + step * share,
                squares + other.squares + step * step * count * share,
                Math.min(min, other.min),
                Math.max(max, other.max));
    }

    /** Population standard deviation. */
    double deviation() {
        return Math.sqrt(squares / count);
    }

    boolean isConstant() {
        return !(min < max);
    }
}
