package flashflow.validation.probabilities;

import flashflow.validation.Bins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The reliability diagram of one class (Murphy and Winkler 1977): how often it occurs where it is predicted with some probability.
 *
 * @param k the class
 * @param name of its probability, such as {@code p(found=1)}
 * @param bins those with rows, by rising probability
 */
public record Reliability(int k, String name, List<ReliabilityBin> bins) {
    /** Copies the list. */
    public Reliability {
        bins = List.copyOf(bins);
    }

    static Reliability of(Predictions rows, int k, Bins bins, double level) {
        var sums = BinnedShares.of(rows, rows.truth(), k, bins);
        var found = new ArrayList<ReliabilityBin>();
        for (int b = 0; b < bins.count(); b++) {
            int n = sums.rows()[b];
            if (n > 0) {
                double predicted = sums.predicted()[b] / n;
                found.add(new ReliabilityBin(
                        n, predicted, sums.observed()[b] / n, BinomialInterval.ofShare(predicted, n, level)));
            }
        }
        return new Reliability(k, rows.name(k), found);
    }

    /** Bins of a column of probabilities. */
    static Bins bins(double[] probabilities, ProbabilityOptions options) {
        double low = Arrays.stream(probabilities).min().orElseThrow();
        double high = Arrays.stream(probabilities).max().orElseThrow();
        return options.equalWidth() || low == high
                ? Bins.equal(0, 1, options.equalWidth() ? options.bins() : 1, false)
                : Bins.quantiles(probabilities, options.bins());
    }

    /** Rows of all bins. */
    public int rows() {
        return bins.stream().mapToInt(ReliabilityBin::rows).sum();
    }
}
