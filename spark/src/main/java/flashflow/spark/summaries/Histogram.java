package flashflow.spark.summaries;

import flashflow.data.Moments;
import java.io.Serializable;

/**
 * The values of a column between {@link Edges}: how many lie in each bin, and where in it on average, in whole numbers, which add up to
 * the same in any order; and their moments and extremes.
 */
public final class Histogram implements Serializable {
    private static final long serialVersionUID = 1;

    /** Where in a bin a value lies is rounded to its width over so many. */
    static final int STEPS = 1 << 12;

    private final long[] counts;
    private final long[] steps;
    /** Sums of the values in the outermost bins. */
    private final double[] tails = new double[2];

    private Moments moments = Moments.NONE;

    public Histogram(Edges edges) {
        counts = new long[edges.bins()];
        steps = new long[edges.bins()];
    }

    private Histogram(long[] counts, long[] steps) {
        this.counts = counts;
        this.steps = steps;
    }

    /** Adds those of the first n values that are finite. */
    public void add(Edges edges, double[] values, int n) {
        for (int i = 0; i < n; i++) {
            if (Double.isFinite(values[i])) {
                add(edges, values[i]);
            }
        }
        moments = moments.plus(Moments.of(values, n));
    }

    private void add(Edges edges, double x) {
        int bin = edges.bin(x);
        counts[bin]++;
        if (edges.isClosed(bin)) {
            double low = edges.low(bin);
            steps[bin] += Math.round((x - low) / (edges.high(bin) - low) * STEPS);
        } else {
            tails[bin == 0 ? 0 : 1] += x;
        }
    }

    /** Adds the values of another one between the same edges. */
    public void add(Histogram other) {
        for (int bin = 0; bin < counts.length; bin++) {
            counts[bin] += other.counts[bin];
            steps[bin] += other.steps[bin];
        }
        tails[0] += other.tails[0];
        tails[1] += other.tails[1];
        moments = moments.plus(other.moments);
    }

    /** Of the values of both. */
    public Histogram plus(Histogram other) {
        var sum = copy();
        sum.add(other);
        return sum;
    }

    private Histogram copy() {
        var copy = new Histogram(counts.clone(), steps.clone());
        copy.tails[0] = tails[0];
        copy.tails[1] = tails[1];
        copy.moments = moments;
        return copy;
    }

    /** Number, mean, spread and extremes of the finite values. */
    public Moments moments() {
        return moments;
    }

    /** The values as shares of all. */
    public Distribution distribution(Edges edges) {
        double[] shares = new double[counts.length];
        double[] means = new double[counts.length];
        for (int bin = 0; bin < counts.length; bin++) {
            shares[bin] = (double) counts[bin] / moments.count();
            means[bin] = counts[bin] == 0 ? 0 : mean(edges, bin);
        }
        return new Distribution(edges, shares, means, moments.count(), moments.min(), moments.max());
    }

    private double mean(Edges edges, int bin) {
        if (!edges.isClosed(bin)) {
            return tails[bin == 0 ? 0 : 1] / counts[bin];
        }
        double share = (double) steps[bin] / STEPS / counts[bin];
        return edges.low(bin) + share * (edges.high(bin) - edges.low(bin));
    }
}
