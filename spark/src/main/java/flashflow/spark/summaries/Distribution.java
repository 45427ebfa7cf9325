package flashflow.spark.summaries;

import flashflow.random.RandomStream;
import java.util.Arrays;

/**
 * A column as a histogram knows it.
 *
 * @param edges of the bins
 * @param shares of the rows in each bin
 * @param means mean value in each bin that holds rows
 * @param count rows
 * @param min smallest value
 * @param max largest value
 */
public record Distribution(Edges edges, double[] shares, double[] means, long count, double min, double max) {
    /** Between the bounds lies what was asked for. */
    public record Bounds(double low, double high) {
        /** How far apart they are. */
        public double width() {
            return high - low;
        }
    }

    /**
     * A quantile, by a line through the bin that it lies in.
     *
     * @param p from 0 to 1
     */
    public double quantile(double p) {
        double below = 0;
        int bin = 0;
        while (bin < shares.length - 1 && below + shares[bin] < p) {
            below += shares[bin++];
        }
        double share = shares[bin] == 0 ? 0 : Math.min(1, Math.max(0, (p - below) / shares[bin]));
        var ends = ends(bin);
        return edges.isPoint(bin) ? ends.low() : ends.low() + share * ends.width();
    }

    /** Between which numbers a quantile lies: the ends of the bins of the order statistics beside it. */
    public Bounds quantileBounds(double p) {
        double before = Math.max(0, p - 1.0 / count);
        double after = Math.min(1, p + 1.0 / count);
        return new Bounds(ends(bin(before)).low(), ends(bin(after)).high());
    }

    private int bin(double p) {
        double below = 0;
        int bin = 0;
        while (bin < shares.length - 1 && below + shares[bin] < p) {
            below += shares[bin++];
        }
        return bin;
    }

    /** Ends of a bin, within the extremes. */
    private Bounds ends(int bin) {
        double low = bin == 0 ? min : Math.max(min, edges.low(bin));
        double high = edges.isPoint(bin) ? low : bin == shares.length - 1 ? max : Math.min(max, edges.high(bin));
        return new Bounds(Math.min(low, max), Math.max(high, Math.min(low, max)));
    }

    /** Mean of all values, as the bins have it. */
    public double mean() {
        double sum = 0;
        for (int bin = 0; bin < shares.length; bin++) {
            sum += shares[bin] * means[bin];
        }
        return sum;
    }

    /** Root mean square about the mean, as if the values of a bin were one. */
    public double rms() {
        double mean = mean();
        double sum = 0;
        for (int bin = 0; bin < shares.length; bin++) {
            sum += shares[bin] * (means[bin] - mean) * (means[bin] - mean);
        }
        return Math.sqrt(sum);
    }

    /** As many values drawn with repetition: each bin's number is normal about what it is, with the variance of a count. */
    public Distribution drawn(RandomStream random) {
        double[] drawn = new double[shares.length];
        for (int bin = 0; bin < drawn.length; bin++) {
            double expected = shares[bin] * count;
            drawn[bin] = expected == 0 ? 0 : Math.max(0, expected + Math.sqrt(expected) * random.gaussian());
        }
        double sum = Arrays.stream(drawn).sum();
        return new Distribution(edges, Arrays.stream(drawn).map(n -> n / sum).toArray(), means, count, min, max);
    }
}
