package flashflow.validation;

import flashflow.FlashFlowException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The bins of one column; histograms, profiles and conditional checks share them.
 *
 * @param edges at least two, finite and rising; a bin holds its lower edge, the last one both
 * @param log whether the bins are equally wide in the logarithm
 */
public record Bins(double[] edges, boolean log) {
    /** Copies and checks the edges. */
    public Bins {
        edges = edges.clone();
        if (edges.length < 2) {
            throw new FlashFlowException("Bins need at least two edges, and " + edges.length + " were given.");
        }
        for (int i = 0; i < edges.length; i++) {
            if (!Double.isFinite(edges[i]) || i > 0 && !(edges[i - 1] < edges[i])) {
                throw new FlashFlowException("Bin edges have to be finite and to rise, and edge " + i + " of "
                        + Arrays.toString(edges) + " does not.");
            }
        }
    }

    /** Bins between these edges. */
    public static Bins of(double... edges) {
        return new Bins(edges, false);
    }

    /**
     * Bins of equal width.
     *
     * @param log whether equally wide in the logarithm; low is positive then
     */
    public static Bins equal(double low, double high, int count, boolean log) {
        requireCount(count);
        requireWidth(low, high, log);
        double[] edges = new double[count + 1];
        for (int i = 0; i <= count; i++) {
            double t = (double) i / count;
            edges[i] = log ? between(low, high, t) : low + t * (high - low);
        }
        return new Bins(edges, log);
    }

    private static double between(double low, double high, double t) {
        boolean near = Double.isFinite(high / low);
        return near ? low * Math.pow(high / low, t) : Math.exp((1 - t) * Math.log(low) + t * Math.log(high));
    }

    private static void requireWidth(double low, double high, boolean log) {
        boolean tooWide = Double.isFinite(low) && Double.isFinite(high) && Double.isInfinite(high - low);
        if (tooWide || log && low <= 0) {
            throw new FlashFlowException("Bins of equal width cannot reach from " + low + " to " + high
                    + (log ? " on a logarithmic axis" : "") + "; give another range.");
        }
    }

    private static void requireCount(int count) {
        if (count < 1) {
            throw new FlashFlowException("There cannot be " + count + " bins; give a number of at least 1.");
        }
    }

    /**
     * Bins with about equally many of the values each, between quantiles of type 7 of Hyndman and Fan; fewer where values
     * repeat.
     *
     * @param values finite, not all equal
     */
    public static Bins quantiles(double[] values, int count) {
        requireCount(count);
        double[] probabilities = IntStream.rangeClosed(0, count)
                .mapToDouble(i -> (double) i / count)
                .toArray();
        double[] edges =
                Arrays.stream(Quantiles.of(values, probabilities)).distinct().toArray();
        if (edges.length < 2) {
            throw new FlashFlowException("All " + values.length + " values are " + edges[0]
                    + ", so they cannot be divided into bins; choose another column.");
        }
        return of(edges);
    }

    /** Number of bins. */
    public int count() {
        return edges.length - 1;
    }

    /** The first edge. */
    public double low() {
        return edges[0];
    }

    /** The last edge. */
    public double high() {
        return edges[count()];
    }

    /** The bin of a value, or -1 outside and for NaN. */
    public int bin(double x) {
        if (!(x >= low() && x <= high())) {
            return -1;
        }
        int at = Arrays.binarySearch(edges, x);
        return Math.min(at >= 0 ? at : -at - 2, count() - 1);
    }

    /** The middle of each bin, in the logarithm where the bins are equal in it. */
    public double[] centres() {
        double[] centres = new double[count()];
        Arrays.setAll(
                centres, i -> log ? Math.sqrt(edges[i]) * Math.sqrt(edges[i + 1]) : (edges[i] + edges[i + 1]) / 2);
        return centres;
    }
}
