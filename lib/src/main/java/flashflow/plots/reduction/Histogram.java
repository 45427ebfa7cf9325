package flashflow.plots.reduction;

import flashflow.validation.Bins;
import java.util.Arrays;
import java.util.List;

/**
 * Counts of one sample, as fractions of all its values (those outside the bins too).
 *
 * @param bins the bins
 * @param fractions share of the sample's weight in each bin
 * @param errors square root of the sum of squared weights over the sum of weights; of members, their spread
 * @param outside share of the sample outside all bins
 */
public record Histogram(Bins bins, double[] fractions, double[] errors, double outside) {
    /** Of values that all weigh the same. */
    public static Histogram of(Bins bins, double[] values) {
        return of(bins, Weighted.of(values));
    }

    /** Of weighted values. */
    public static Histogram of(Bins bins, Weighted sample) {
        double[] sums = new double[bins.count()];
        double[] squares = new double[bins.count()];
        double outside = 0;
        for (int i = 0; i < sample.size(); i++) {
            double weight = sample.weights()[i];
            int bin = bins.bin(sample.values()[i]);
            if (bin < 0) {
                outside += weight;
            } else {
                sums[bin] += weight;
                squares[bin] += weight * weight;
            }
        }
        double total = sample.total();
        return new Histogram(
                bins,
                Arrays.stream(sums).map(sum -> sum / total).toArray(),
                Arrays.stream(squares).map(sum -> Math.sqrt(sum) / total).toArray(),
                outside / total);
    }

    /** Mean of the members of an ensemble, with their standard deviation (n - 1) in each bin as its error. */
    public static Histogram ofMembers(List<Histogram> members) {
        var bins = members.get(0).bins;
        var spread = Spread.of(members.stream().map(Histogram::fractions).toList());
        double outside =
                members.stream().mapToDouble(Histogram::outside).average().orElseThrow();
        return new Histogram(bins, spread.means(), spread.deviations(), outside);
    }

    /** The largest fraction. */
    public double largest() {
        return Arrays.stream(fractions).max().orElse(0);
    }

    /** The smallest fraction above zero, or 1 if there is none. */
    public double smallest() {
        return Arrays.stream(fractions).filter(f -> f > 0).min().orElse(1);
    }
}
