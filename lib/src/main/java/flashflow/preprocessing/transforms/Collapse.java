package flashflow.preprocessing.transforms;

import flashflow.FlashFlowException;

/**
 * Moves everything below a bound to one value just under it, as for taggers that failed (all negative values to -0.1). The
 * inverse is the nearest allowed value: that value, or anything from the bound on.
 *
 * @param bound values below it are moved
 * @param value where they are moved to, below the bound
 * @param judge the column whose raw value is compared with the bound; empty for the column itself
 */
public record Collapse(double bound, double value, String judge) implements Transform {
    /** Checks the numbers. */
    public Collapse {
        if (!(value < bound) || !Double.isFinite(value) || !Double.isFinite(bound)) {
            throw new FlashFlowException(
                    "A collapse needs a finite value below its bound, not " + value + " and " + bound + ".");
        }
    }

    /** Values of the column below the bound become {@code value}. */
    public static Collapse below(double bound, double value) {
        return new Collapse(bound, value, "");
    }

    @Override
    public void forward(double[] x, int n, Rows rows) {
        double[] judged = judge.isEmpty() ? x : rows.raw(judge);
        for (int i = 0; i < n; i++) {
            x[i] = judged[i] < bound ? value : x[i];
        }
    }

    @Override
    public void inverse(double[] y, int n) {
        for (int i = 0; i < n; i++) {
            if (y[i] < bound) {
                y[i] = y[i] < 0.5 * (value + bound) ? value : bound;
            }
        }
    }

    /** Nothing to add: the density of the collapsed column is meant. */
    @Override
    public void addLogDerivatives(double[] x, int n, double[] sums) {}

    /** What is gathered at one value has a probability that no density tells. */
    @Override
    public String whyNoDensity() {
        return "gathers values at " + Numbers.shortest(value) + " without noise; turn them into a Spike instead";
    }

    @Override
    public TransformKind kind() {
        return TransformKind.COLLAPSE;
    }

    @Override
    public String formula() {
        return (judge.isEmpty() ? "x" : judge) + " < " + Numbers.shortest(bound) + " -> " + Numbers.shortest(value);
    }
}
