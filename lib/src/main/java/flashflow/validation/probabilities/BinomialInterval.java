package flashflow.validation.probabilities;

import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * Where a share lies.
 *
 * @param low lower end
 * @param high upper end
 */
public record BinomialInterval(double low, double high) {
    /** Probability within one standard deviation of a normal distribution. */
    public static final double ONE_SIGMA = 0.6826894921370859;

    /** Solves for the ends to so much. */
    private static final double ACCURACY = 1e-12;

    /**
     * Of the probability behind so many successes, by Clopper and Pearson (1934): it covers the truth with at least the given
     * probability, whatever the truth is.
     *
     * @param successes from 0 to {@code trials}
     * @param trials at least 0; the interval is all of [0, 1] for 0
     * @param probability that it covers, such as {@link #ONE_SIGMA}
     */
    public static BinomialInterval ofSuccesses(long successes, long trials, double probability) {
        double tail = (1 - probability) / 2;
        double low = successes == 0 ? 0 : quantile(tail, successes, trials - successes + 1);
        double high = successes == trials ? 1 : quantile(1 - tail, successes + 1, trials - successes);
        return new BinomialInterval(low, high);
    }

    private static double quantile(double p, double alpha, double beta) {
        return new BetaDistribution(null, alpha, beta, ACCURACY).inverseCumulativeProbability(p);
    }

    /** Of the share of successes in trials of that probability: the central quantiles of the binomial distribution. */
    static BinomialInterval ofShare(double p, int trials, double probability) {
        if (trials == 0) {
            return new BinomialInterval(0, 1);
        }
        var binomial = new BinomialDistribution(null, trials, Math.min(1, p));
        double tail = (1 - probability) / 2;
        return new BinomialInterval(
                (double) binomial.inverseCumulativeProbability(tail) / trials,
                (double) binomial.inverseCumulativeProbability(1 - tail) / trials);
    }

    /** Whether a value lies in it. */
    public boolean contains(double value) {
        return value >= low && value <= high;
    }
}
