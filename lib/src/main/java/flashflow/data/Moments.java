package flashflow.data;

/**
 * Count, mean, spread and range of many values, found block by block in double precision: each block about its own mean, so
 * that no digits are lost on values far from zero, and blocks merged by the pairwise formula (Chan, Golub, LeVeque,
 * "Algorithms for computing the sample variance", The American Statistician 37, 1983, eq. 2.1).
 *
 * @param count number of values
 * @param mean mean, 0 for none
 * @param squares sum of squared differences from the mean
 * @param min smallest value, infinity for none
 * @param max largest value, negative infinity for none
 */
public record Moments(long count, double mean, double squares, double min, double max) {
    /** Of no value at all. */
    public static final Moments NONE = new Moments(0, 0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    /** Moments of those of the first n values that are finite. */
    public static Moments of(double[] values, int n) {
        long count = 0;
        double sum = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            if (Double.isFinite(values[i])) {
                count++;
                sum += values[i];
                min = Math.min(min, values[i]);
                max = Math.max(max, values[i]);
            }
        }
        return count == 0 ? NONE : new Moments(count, sum / count, squares(values, n, sum / count), min, max);
    }

    private static double squares(double[] values, int n, double mean) {
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += Double.isFinite(values[i]) ? (values[i] - mean) * (values[i] - mean) : 0;
        }
        return squares;
    }

    /** Moments of the values of both. */
    public Moments plus(Moments other) {
        long n = count + other.count;
        if (n == 0) {
            return NONE;
        }
        double difference = other.mean - mean;
        double share = (double) other.count / n;
        return new Moments(
                n,
                mean + difference * share,
                squares + other.squares + difference * difference * count * share,
                Math.min(min, other.min),
                Math.max(max, other.max));
    }

    /** Standard deviation of the values themselves, with n below; NaN for none. */
    public double deviation() {
        return Math.sqrt(squares / count);
    }

    /** Standard deviation of what the values are a sample of, with n - 1 below; NaN for fewer than two. */
    public double sampleDeviation() {
        return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1));
    }

    /** Whether there are no two different values. */
    public boolean isConstant() {
        return !(min < max);
    }
}
