package flashflow.plots;

import flashflow.FlashFlowException;
import flashflow.validation.Bins;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Which bins a distribution is drawn in, unless the options say it. */
final class BinChoice {
    private static final int DEFAULT_BINS = 50;
    private static final int MOST_WHOLE_NUMBERS = 120;
    /** Up to here a double holds the halves between whole numbers. */
    private static final double HALVES = 0x1p51;

    private static final int BINS_OF_A_CONSTANT = 11;
    /** This share of the pooled values may be left out at either end, so that one outlier does not squeeze the rest. */
    private static final double TAIL = 5e-4;

    private BinChoice() {}

    /**
     * Bins for two samples: of whole numbers where both hold nothing else, else equal ones over all but the outermost values.
     *
     * @param column name for the error message
     * @throws FlashFlowException if all values are equal and no range was given, or a log axis meets no positive value
     */
    static Bins of(String column, double[] reference, double[] sample, PlotOptions options) {
        double[] pooled = DoubleStream.concat(Arrays.stream(reference), Arrays.stream(sample))
                .filter(v -> !options.logX() || v > 0)
                .sorted()
                .toArray();
        if (pooled.length == 0) {
            throw new FlashFlowException("The column '" + column
                    + "' has no positive values, so its axis cannot be logarithmic; use a linear one.");
        }
        int last = pooled.length - 1;
        int leftOut = (int) Math.round(TAIL * last);
        double low = options.hasRange() ? options.low() : pooled[leftOut];
        double high = options.hasRange() ? options.high() : pooled[last - leftOut];
        if (!options.hasRange() && pooled[0] == pooled[last]) {
            throw new FlashFlowException("The column '" + column + "' is constant (" + low
                    + " in every row), so it has no distribution to draw; choose another column or give a range.");
        }
        if (!options.hasRange() && low == high) {
            low = pooled[0];
            high = pooled[last];
        }
        if (options.bins() == 0
                && !options.logX()
                && high - low <= MOST_WHOLE_NUMBERS
                && wholeNumbers(pooled)
                && Math.max(Math.abs(low), Math.abs(high)) < HALVES) {
            return aroundWholeNumbers(low, high);
        }
        int bins = options.bins() == 0 ? DEFAULT_BINS : options.bins();
        double numbers = (high - low) / Math.ulp(Math.max(Math.abs(low), Math.abs(high)));
        return Bins.equal(low, high, (int) Math.max(1, Math.min(bins, numbers / 2)), options.logX());
    }

    /**
     * The options for a page of many plots, which one constant column must not spoil: it is drawn as one bin in the middle.
     */
    static PlotOptions forPage(double[] reference, double[] sample, PlotOptions options) {
        double first = reference[0];
        boolean constant = DoubleStream.concat(Arrays.stream(reference), Arrays.stream(sample))
                .allMatch(v -> v == first);
        if (!constant || options.hasRange()) {
            return options;
        }
        double half = Math.max(0.5, 0.1 * Math.abs(first));
        return options.linearX().bins(BINS_OF_A_CONSTANT).range(first - half, first + half);
    }

    private static Bins aroundWholeNumbers(double low, double high) {
        double first = Math.rint(low);
        double[] edges = new double[(int) (Math.rint(high) - first) + 2];
        Arrays.setAll(edges, i -> first + i - 0.5);
        return Bins.of(edges);
    }

    private static boolean wholeNumbers(double[] values) {
        return Arrays.stream(values).allMatch(v -> v == Math.rint(v));
    }
}
