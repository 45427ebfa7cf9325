package flashflow.plots.drawing;

import flashflow.FlashFlowException;

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
    private static final int DIGITS = 5;

    /** Refuses ends that are not finite, or too far apart for a number. */
    public Axis {
        if (!(low < high) || Double.isInfinite(high - low) || Double.isInfinite(low) || log && low <= 0) {
            throw new FlashFlowException("The axis of '" + title + "' cannot reach from " + low + " to " + high
                    + (log ? " on a logarithmic scale" : "") + "; give a range, or leave out the values out there.");
        }
    }

    public static Axis linear(String title, double low, double high) {
        return new Axis(title, false, low, high > low ? high : low + Math.max(1, 1e-3 * Math.abs(low)), true, false);
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
            return inReach((value - low) / (high - low));
        }
        // Zero has no place on a logarithmic axis: far below the frame, where clipping hides it.
        return value > 0 ? inReach((Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))) : -10;
    }

    /** Painters count in pixels, and no line shows where it ends this far outside. */
    private static double inReach(double fraction) {
        return Math.max(-1e4, Math.min(fraction, 1e4));
    }

    /** Significant digits that tell apart what a screen shows apart: more where the axis lies far from zero. */
    public int digits() {
        double size = Math.max(Math.abs(low), Math.abs(high));
        int more = log ? 0 : (int) Math.ceil(Math.log10(size / (high - low)));
        return Math.min(DIGITS + Math.max(0, more), 17);
    }
}
