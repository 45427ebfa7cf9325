package flashflow.plots;

import flashflow.validation.Bins;
import java.util.Arrays;

/**
 * Counts of one sample, as fractions of all its values (those outside the bins too).
 *
 * @param bins the bins
 * @param fractions share of the sample in each bin
 * @param errors square root of the count over the size of the sample
 * @param outside share of the sample outside all bins
 */
record Histogram(Bins bins, double[] fractions, double[] errors, double outside) {
    static Histogram of(Bins bins, double[] values) {
        long[] counts = new long[bins.count()];
        long outside = 0;
        for (double value : values) {
            int bin = bins.bin(value);
            if (bin < 0) {
                outside++;
            } else {
                counts[bin]++;
            }
        }
        double n = values.length;
        return new Histogram(
                bins,
                Arrays.stream(counts).mapToDouble(c -> c / n).toArray(),
                Arrays.stream(counts).mapToDouble(c -> Math.sqrt(c) / n).toArray(),
                outside / n);
    }

    double largest() {
        return Arrays.stream(fractions).max().orElse(0);
    }

    /** The smallest fraction above zero, or 1 if there is none. */
    double smallest() {
        return Arrays.stream(fractions).filter(f -> f > 0).min().orElse(1);
    }
}
