package flashflow.data.regression;

import flashflow.FlashFlowException;

/**
 * How a target between bounds comes: spread x + centre is the normal quantile of its place in (0, 1) between them.
 *
 * @param spread above 0; 0 for a target on the whole line
 * @param centre finite
 */
public record QuantilePlace(double spread, double centre) {
    /** Of a target that has no bounds. */
    public static final QuantilePlace NONE = new QuantilePlace(0, 0);

    /** Checks both numbers. */
    public QuantilePlace {
        if (!(spread >= 0) || !Double.isFinite(spread) || !Double.isFinite(centre)) {
            throw new FlashFlowException("A place between bounds needs a spread of at least 0 and a finite centre, not "
                    + spread + " and " + centre + ".");
        }
    }

    /** Whether there are bounds. */
    public boolean isBounded() {
        return spread > 0;
    }

    double quantile(double x) {
        return spread * x + centre;
    }
}
