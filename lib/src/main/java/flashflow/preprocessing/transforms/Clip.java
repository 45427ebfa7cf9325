package flashflow.preprocessing.transforms;

import flashflow.FlashFlowException;

/**
 * Saturates a column at its ends: y = min(max(x, low), high). What was beyond is counted when a preprocessing is fitted. The
 * inverse brings values that a flow puts beyond an end back to that end.
 *
 * @param low lower end, or negative infinity
 * @param high upper end, or infinity
 */
public record Clip(double low, double high) implements Pointwise {
    /** Checks that low is below high. */
    public Clip {
        if (!(low < high)) {
            throw new FlashFlowException("A clip needs low < high, and was given [" + low + ", " + high + "].");
        }
    }

    /** Clips above only. */
    public static Clip above(double high) {
        return new Clip(Double.NEGATIVE_INFINITY, high);
    }

    @Override
    public double forward(double x) {
        return Math.min(Math.max(x, low), high);
    }

    @Override
    public double inverse(double y) {
        return forward(y);
    }

    /** 0: the density of the clipped column is meant. */
    @Override
    public double logDerivative(double x) {
        return 0;
    }

    /** Nothing is generated beyond the ends: there the density is 0. */
    @Override
    public void addContributions(double[] x, double[] y, int n, double[] sums) {
        for (int i = 0; i < n; i++) {
            sums[i] = excludes(x[i]) ? Double.NEGATIVE_INFINITY : sums[i];
        }
    }

    /** Whether a value lies beyond an end. */
    public boolean excludes(double x) {
        return x < low || x > high;
    }

    @Override
    public TransformKind kind() {
        return TransformKind.CLIP;
    }

    @Override
    public String formula() {
        if (low == Double.NEGATIVE_INFINITY) {
            return "at most " + Numbers.shortest(high);
        } else if (high == Double.POSITIVE_INFINITY) {
            return "at least " + Numbers.shortest(low);
        }
        return "clip to [" + Numbers.shortest(low) + ", " + Numbers.shortest(high) + "]";
    }
}
