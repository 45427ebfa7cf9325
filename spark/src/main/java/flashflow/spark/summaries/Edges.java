package flashflow.spark.summaries;

import java.io.Serializable;
import java.util.Arrays;
import java.util.TreeSet;

/**
 * Fixed edges of the bins of a column: quantiles of some rows, so that each bin gets a small share of all, then ever wider bins on both
 * sides. A value that many of the rows share has a bin of its own, between it and the next number of float64. Bin 0 lies below
 * the first edge, bin i from edge i - 1, included, to edge i, the last one from the last edge on.
 *
 * @param at rising
 */
public record Edges(double[] at) implements Serializable {
    /** Shares of a histogram. */
    private static final int QUANTILES = 4096;

    /** On each side so many rows have an edge each, since a bin of the same share is wide there. */
    private static final int OUTERMOST = 512;

    /** The first bin beyond the rows that were looked at is so much of their range, the next twice as wide, and so on. */
    private static final double FIRST_BEYOND = 0x1p-10;

    private static final int BEYOND = 32;

    /**
     * Edges for all values that look like some.
     *
     * @param looked finite values, at least one, in any order
     */
    public static Edges of(double[] looked) {
        double[] sorted = looked.clone();
        Arrays.sort(sorted);
        var edges = new TreeSet<Double>();
        addQuantiles(sorted, edges);
        addShared(sorted, edges);
        addBeyond(sorted[0], sorted[sorted.length - 1], edges);
        return new Edges(edges.stream()
                .mapToDouble(edge -> edge + 0.0)
                .filter(Double::isFinite)
                .distinct()
                .toArray());
    }

    private static void addQuantiles(double[] sorted, TreeSet<Double> edges) {
        for (int i = 0; i <= QUANTILES; i++) {
            edges.add(sorted[(int) ((long) i * (sorted.length - 1) / QUANTILES)] + 0.0);
        }
        for (int i = 0; i < Math.min(OUTERMOST, sorted.length); i++) {
            edges.add(sorted[i] + 0.0);
            edges.add(sorted[sorted.length - 1 - i] + 0.0);
        }
    }

    /** Values that are there more often than a bin holds rows, and all where they are few. */
    private static void addShared(double[] sorted, TreeSet<Double> edges) {
        boolean few = Arrays.stream(sorted).distinct().limit(QUANTILES / 2 + 1L).count() <= QUANTILES / 2;
        int often = few ? 1 : 2 * Math.max(1, sorted.length / QUANTILES);
        for (int first = 0, next; first < sorted.length; first = next) {
            next = first + 1;
            while (next < sorted.length && sorted[next] == sorted[first]) {
                next++;
            }
            if (next - first >= often) {
                edges.add(sorted[first] + 0.0);
                edges.add(Math.nextUp(sorted[first] + 0.0));
            }
        }
    }

    private static void addBeyond(double low, double high, TreeSet<Double> edges) {
        double range = high > low ? high - low : Math.max(Math.abs(high), 1);
        double step = Math.min(range, Double.MAX_VALUE) * FIRST_BEYOND;
        for (int i = 0; i < BEYOND; i++, step *= 2) {
            edges.add(low - step);
            edges.add(high + step);
        }
    }

    /** How many bins there are, the two outermost without an end. */
    int bins() {
        return at.length + 1;
    }

    /** The bin of a finite value. */
    int bin(double x) {
        int found = Arrays.binarySearch(at, x + 0.0);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** Whether a bin has two ends. */
    boolean isClosed(int bin) {
        return bin > 0 && bin < at.length;
    }

    /** Lower end of a bin other than the first. */
    double low(int bin) {
        return at[bin - 1];
    }

    /** Upper end of a bin other than the last. */
    double high(int bin) {
        return at[bin];
    }

    /** Whether a bin holds one number alone. */
    boolean isPoint(int bin) {
        return isClosed(bin) && Math.nextUp(low(bin)) == high(bin);
    }
}
