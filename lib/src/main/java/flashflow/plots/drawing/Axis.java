package flashflow.plots.drawing;

/**
 * One axis of a panel, with its range said outright so that the static and the interactive picture agree.
 *
 * @param title title with the unit
 * @param log whether logarithmic (then low and high are positive, and still values, not exponents)
 * @param low lower end
 * @param high upper end, above low
 * @param labelled whether title and tick labels are drawn (a panel above another of the same x has none)
 * @param integer whether ticks only make sense at whole numbers
 */
public record Axis(String title, boolean log, double low, double high, boolean labelled, boolean integer) {
    public static Axis linear(String title, double low, double high) {
        return new Axis(title, false, low, high > low ? high : low + 1, true, false);
    }

    public static Axis logarithmic(String title, double low, double high) {
        return new Axis(title, true, low, high > low ? high : low * 10, true, false);
    }

    public static Axis of(String title, boolean log, double low, double high) {
        return log ? logarithmic(title, low, high) : linear(title, low, high);
    }

    public Axis unlabelled() {
        return new Axis(title, log, low, high, false, integer);
    }

    public Axis titled(String other) {
        return new Axis(other, log, low, high, labelled, integer);
    }

    public Axis wholeNumbers() {
        return new Axis(title, log, low, high, labelled, true);
    }

    /** Where a value lies between low (0) and high (1); beyond both for values outside. */
    double fraction(double value) {
        if (!log) {
            return (value - low) / (high - low);
        }
        // Zero has no place on a logarithmic axis: far below the frame, where clipping hides it.
        return value > 0 ? Math.log(value / low) / Math.log(high / low) : -10;
    }
}
