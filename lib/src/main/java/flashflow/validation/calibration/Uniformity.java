package flashflow.validation.calibration;

import flashflow.validation.Estimate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;

/**
 * How far values between 0 and 1 are from uniform, beside what chance allows. Weights of different sizes count as fewer rows: as
 * {@code (sum w)^2 / sum w^2} of equal weight (Kish 1965).
 *
 * @param sorted values, rising
 * @param weights one for each, in that order, summing to 1
 * @param effectiveRows as many rows of equal weight
 */
public record Uniformity(double[] sorted, double[] weights, double effectiveRows) {
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    /** Sorts values with their weights, which sum to more than 0. */
    static Uniformity of(double[] values, double[] weights) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double sum = Arrays.stream(weights).sum();
        return new Uniformity(
                IntStream.of(order).mapToDouble(i -> values[i]).toArray(),
                IntStream.of(order).mapToDouble(i -> weights[i] / sum).toArray(),
                effectiveRows(weights));
    }

    /** 0 where the weights do not sum to more than 0. */
    static double effectiveRows(double[] weights) {
        double sum = Arrays.stream(weights).sum();
        return sum > 0 ? sum * sum / Arrays.stream(weights).map(w -> w * w).sum() : 0;
    }

    /** Share of the weight at or below each of these values, which rise. */
    public double[] cumulative(double... rising) {
        double[] shares = new double[rising.length];
        double sum = 0;
        for (int k = 0, i = 0; k < rising.length; k++) {
            for (; i < sorted.length && sorted[i] <= rising[k]; i++) {
                sum += weights[i];
            }
            shares[k] = sum;
        }
        return shares;
    }

    /** The Kolmogorov-Smirnov distance to the uniform distribution. */
    double distance() {
        double largest = 0;
        double sum = 0;
        for (int i = 0; i < sorted.length; i++) {
            largest = Math.max(largest, Math.abs(sum - sorted[i]));
            sum += weights[i];
            largest = Math.max(largest, Math.abs(sum - sorted[i]));
        }
        return largest;
    }

    /** Probability that uniform values are at least so far away (Marsaglia, Tsang, Wang 2003; Pelz and Good 1976). */
    double probability(double distance) {
        int rows = (int) Math.max(1, Math.round(effectiveRows));
        return Math.max(0, 1 - new KolmogorovSmirnovTest().cdf(Math.min(1, distance), rows));
    }

    /**
     * Half the height of the band around the diagonal in which the whole cumulative distribution of uniform values lies with this
     * probability (Dvoretzky, Kiefer, Wolfowitz 1956; Massart 1990).
     */
    public double band(double level) {
        return Math.min(1, Math.sqrt(Math.log(2 / (1 - level)) / (2 * effectiveRows)));
    }

    /** Mean minus 1/2, with its error for uniform values. */
    Estimate shift() {
        return new Estimate(mean(x -> x) - 0.5, Math.sqrt(1 / (12 * effectiveRows)));
    }

    /** Mean square distance to 1/2 over that of uniform values, 1/12, with its error for these. */
    Estimate spread() {
        return new Estimate(12 * mean(x -> (x - 0.5) * (x - 0.5)), Math.sqrt(0.8 / effectiveRows));
    }

    /** Share of the central interval that holds the share p for uniform values, with its error for these. */
    Estimate coverage(double p) {
        return new Estimate(mean(x -> Math.abs(x - 0.5) <= p / 2 ? 1 : 0), Math.sqrt(p * (1 - p) / effectiveRows));
    }

    private double mean(java.util.function.DoubleUnaryOperator of) {
        return IntStream.range(0, sorted.length)
                .mapToDouble(i -> weights[i] * of.applyAsDouble(sorted[i]))
                .sum();
    }

    /** Probability that a normal number is at least so many errors away on either side. */
    static double twoSided(double errors) {
        return 2 * NORMAL.cumulativeProbability(-Math.abs(errors));
    }

    /** Share of the weight in each of so many bins of equal width, times their number: 1 for uniform values. */
    public double[] histogram(int bins) {
        double[] heights = new double[bins];
        for (int i = 0; i < sorted.length; i++) {
            heights[(int) Math.min(bins - 1, sorted[i] * bins)] += weights[i] * bins;
        }
        return heights;
    }

    /** Between which heights a bin of the histogram lies with this probability for uniform values, by the binomial distribution. */
    public double[] histogramBand(int bins, double level) {
        int rows = (int) Math.max(1, Math.round(effectiveRows));
        var counts = new BinomialDistribution(null, rows, 1.0 / bins);
        double unit = (double) bins / rows;
        return new double[] {
            unit * counts.inverseCumulativeProbability((1 - level) / 2),
            unit * counts.inverseCumulativeProbability((1 + level) / 2)
        };
    }
}
