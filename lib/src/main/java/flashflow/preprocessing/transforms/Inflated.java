package flashflow.preprocessing.transforms;

import flashflow.FlashFlowException;

/**
 * An interval of which many values lie exactly at an end, such as an efficiency of 0 or 1: those become uniform in a stretch of
 * their own at that end of [0, 1], as wide as their share, and the others fill the stretch between. To be followed by {@code
 * Bounded.of(0, 1)}: nothing lies far out then, and what a flow puts into the stretch of an end is the probability of that end.
 *
 * @param low lower bound, finite
 * @param high upper bound, finite, above low
 * @param atLow share of the values exactly at the lower bound, 0 for none
 * @param atHigh share of the values exactly at the upper bound, 0 for none; with atLow below 1
 */
public record Inflated(double low, double high, double atLow, double atHigh) implements Transform {
    /** Checks the bounds and the shares. */
    public Inflated {
        if (!(low < high) || !Double.isFinite(low) || !Double.isFinite(high)) {
            throw new FlashFlowException(
                    "An inflated interval needs finite bounds low < high, not " + low + " and " + high + ".");
        }
        if (!(atLow >= 0 && atHigh >= 0 && atLow + atHigh < 1)) {
            throw new FlashFlowException("An inflated interval needs shares from 0 with a sum below 1, not " + atLow
                    + " and " + atHigh + ".");
        }
    }

    @Override
    public boolean isNoisy() {
        return true;
    }

    private double between() {
        return 1 - atLow - atHigh;
    }

    /** Where an end has no stretch, its values come to lie at the end of [0, 1] itself. */
    @Override
    public void forward(double[] x, int n, Rows rows) {
        for (int i = 0; i < n; i++) {
            if (isAt(low, x[i])) {
                x[i] = atLow * rows.uniform(i);
            } else if (isAt(high, x[i])) {
                x[i] = 1 - atHigh * rows.uniform(i);
            } else {
                boolean inside = x[i] > low && x[i] < high;
                x[i] = inside ? atLow + between() * (x[i] - low) / (high - low) : Double.NaN;
            }
        }
    }

    /** A bound may be a number that float32 rounds. */
    private static boolean isAt(double bound, double x) {
        return Math.abs(x - bound) <= Math.abs((float) bound - bound);
    }

    @Override
    public void inverse(double[] y, int n) {
        for (int i = 0; i < n; i++) {
            double x = low + (y[i] - atLow) / between() * (high - low);
            y[i] = Math.min(Math.max(x, low), high);
        }
    }

    /** Rows at an end forget what came before: they are measured where their noise stands. */
    @Override
    public void addLogDerivatives(double[] x, int n, double[] sums) {
        double constant = Math.log(between() / (high - low));
        for (int i = 0; i < n; i++) {
            sums[i] = isAt(low, x[i]) || isAt(high, x[i]) ? 0 : sums[i] + constant;
        }
    }

    /** At an end, minus the log-density of the noise, the log of the end's share. */
    @Override
    public void addContributions(double[] x, double[] y, int n, double[] sums) {
        double constant = Math.log(between() / (high - low));
        for (int i = 0; i < n; i++) {
            boolean atAnEnd = isAt(low, x[i]) || isAt(high, x[i]);
            if (!atAnEnd) {
                sums[i] += constant;
            } else if (sums[i] != Double.NEGATIVE_INFINITY) {
                sums[i] = Math.log(isAt(low, x[i]) ? atLow : atHigh);
            }
        }
    }

    @Override
    public TransformKind kind() {
        return TransformKind.INFLATED;
    }

    @Override
    public String formula() {
        return "[" + Numbers.shortest(low) + ", " + Numbers.shortest(high) + "], shares " + Numbers.rounded(atLow)
                + " and " + Numbers.rounded(atHigh) + " at its ends, to (0, 1)";
    }
}
