package flashflow.data;

import java.io.Serializable;

/**
 * Count, mean, spread and range of many values, found block by block in double precision: each block about its own mean, so
 * that no digits are lost on values far from zero, and blocks merged by the pairwise formula (Chan, Golub, LeVeque,
 * "Algorithms for computing the sample variance", The American Statistician 37, 1983, eq. 2.1).
 *
 * @param count number of values
 * @param mean mean, 0 for none
 * @param squares sum of squared differences from the mean; of values beyond 1e120 or below 1e-120, whose squares float64 may not
 *     hold, in units of {@link #unit} squared
 * @param min smallest value, infinity for none
 * @param max largest value, negative infinity for none
 */
public record Moments(long count, double mean, double squares, double min, double max) implements Serializable {
    /** Of no value at all. */
    public static final Moments NONE = new Moments(0, 0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    private static final double LARGE = 0x1p400;
    private static final double FAR = 0x1p600;

    /** So many times as far from zero as from each other, which float32 does not tell apart any more. */
    private static final double MOST_RANGES = 0x1p22;

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
        if (count == 0) {
            return NONE;
        }
        double unit = unit(min, max);
        boolean plain = unit == 1 && (min == max || Math.max(-min, max) <= MOST_RANGES * (max - min));
        double mean = plain ? sum / count : min + meanAbove(min, values, n, unit, count);
        return new Moments(count, mean, squares(values, n, mean, unit), min, max);
    }

    /** A sum of values far from zero would lose what they differ by. */
    private static double meanAbove(double min, double[] values, int n, double unit, long count) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Double.isFinite(values[i]) ? values[i] / unit - min / unit : 0;
        }
        return sum / count * unit;
    }

    private static double squares(double[] values, int n, double mean, double unit) {
        double perUnit = 1 / unit;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double difference = (values[i] - mean) * perUnit;
            squares += Double.isFinite(values[i]) ? difference * difference : 0;
        }
        return squares;
    }

    /** 1, or a power of two near values whose squares would leave the range of float64. */
    private double unit() {
        return unit(min, max);
    }

    private static double unit(double min, double max) {
        double largest = Math.max(Math.abs(min), Math.abs(max));
        return largest > LARGE && largest < Double.POSITIVE_INFINITY
                ? FAR
                : largest > 0 && largest < 1 / LARGE ? 1 / FAR : 1;
    }

    /** Moments of the values of both. */
    public Moments plus(Moments other) {
        long n = count + other.count;
        if (n == 0) {
            return NONE;
        }
        double lowest = Math.min(min, other.min);
        double highest = Math.max(max, other.max);
        double unit = unit(lowest, highest);
        double difference = (other.mean - mean) / unit;
        double share = (double) other.count / n;
        return new Moments(
                n,
                mean + difference * share * unit,
                squaresIn(unit) + other.squaresIn(unit) + difference * difference * count * share,
                lowest,
                highest);
    }

    private double squaresIn(double other) {
        double ratio = unit() / other;
        return squares * ratio * ratio;
    }

    /** Standard deviation of the values themselves, with n below; NaN for none. */
    public double deviation() {
        return Math.sqrt(squares / count) * unit();
    }

    /** Standard deviation of what the values are a sample of, with n - 1 below; NaN for fewer than two. */
    public double sampleDeviation() {
        return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1)) * unit();
    }

    /** Whether there are no two different values. */
    public boolean isConstant() {
        return !(min < max);
    }
}
