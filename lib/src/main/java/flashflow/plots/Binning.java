package flashflow.plots;

import flashflow.FlashFlowException;
import flashflow.plots.drawing.Axis;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Edges of the bins of one column.
 *
 * @param edges n + 1 increasing edges
 * @param log whether the bins are equally wide in the logarithm
 */
record Binning(double[] edges, boolean log) {
    private static final int DEFAULT_BINS = 50;
    private static final int MOST_WHOLE_NUMBERS = 120;
    /** This share of the pooled values may be left out at either end, so that one outlier does not squeeze the rest. */
    private static final double TAIL = 5e-4;

    /**
     * Bins for two samples: of whole numbers where both hold nothing else, else equal ones over all but the outermost values.
     *
     * @param column name for the error message
     * @throws FlashFlowException if all values are equal and no range was given, or a log axis meets no positive value
     */
    static Binning of(String column, double[] reference, double[] sample, PlotOptions options) {
        double[] pooled = DoubleStream.concat(Arrays.stream(reference), Arrays.stream(sample))
                .filter(v -> !options.logX() || v > 0)
                .sorted()
                .toArray();
        if (pooled.length == 0) {
            throw new FlashFlowException("The column '" + column
                    + "' has no positive values, so its axis cannot be logarithmic; use a linear one.");
        }
        double low = options.hasRange() ? options.low() : quantile(pooled, TAIL);
        double high = options.hasRange() ? options.high() : quantile(pooled, 1 - TAIL);
        if (!options.hasRange() && pooled[0] == pooled[pooled.length - 1]) {
            throw new FlashFlowException("The column '" + column + "' is constant (" + low
                    + " in every row), so it has no distribution to draw; choose another column or give a range.");
        }
        if (!options.hasRange() && low == high) {
            low = pooled[0];
            high = pooled[pooled.length - 1];
        }
        if (options.bins() == 0 && !options.logX() && high - low <= MOST_WHOLE_NUMBERS && wholeNumbers(pooled)) {
            return whole(low, high);
        }
        return equal(low, high, options.bins() == 0 ? DEFAULT_BINS : options.bins(), options.logX());
    }

    static Binning equal(double low, double high, int bins, boolean log) {
        double[] edges = new double[bins + 1];
        for (int i = 0; i <= bins; i++) {
            double t = (double) i / bins;
            edges[i] = log ? low * Math.pow(high / low, t) : low + t * (high - low);
        }
        return new Binning(edges, log);
    }

    /** Bins with about equally many of the values each; fewer where values repeat. */
    static Binning quantiles(double[] values, int bins) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] edges = new double[bins + 1];
        for (int i = 0; i <= bins; i++) {
            edges[i] = quantile(sorted, (double) i / bins);
        }
        return new Binning(Arrays.stream(edges).distinct().toArray(), false);
    }

    private static Binning whole(double low, double high) {
        int first = (int) Math.rint(low);
        int count = (int) Math.rint(high) - first + 1;
        double[] edges = new double[count + 1];
        Arrays.setAll(edges, i -> first + i - 0.5);
        return new Binning(edges, false);
    }

    private static boolean wholeNumbers(double[] values) {
        return Arrays.stream(values).allMatch(v -> v == Math.rint(v));
    }

    static double quantile(double[] sorted, double p) {
        return sorted[(int) Math.round(p * (sorted.length - 1))];
    }

    int bins() {
        return edges.length - 1;
    }

    double low() {
        return edges[0];
    }

    double high() {
        return edges[edges.length - 1];
    }

    /** The bin of a value, the last edge included; -1 outside. */
    int bin(double value) {
        if (!(value >= low() && value <= high())) {
            return -1;
        }
        int at = Arrays.binarySearch(edges, value);
        int bin = at >= 0 ? at : -at - 2;
        return Math.min(bin, bins() - 1);
    }

    double[] centres() {
        double[] centres = new double[bins()];
        Arrays.setAll(centres, i -> log ? Math.sqrt(edges[i] * edges[i + 1]) : (edges[i] + edges[i + 1]) / 2);
        return centres;
    }

    Axis axis(String title) {
        return Axis.of(title, log, low(), high());
    }
}
