package flashflow.preprocessing.transforms;

import flashflow.FlashFlowException;

/**
 * y = atan(scale (x - centre)): stretches a narrow peak and folds its long tails into (-pi/2, pi/2). Values outside that
 * interval have no preimage and become NaN in the inverse.
 *
 * @param scale finite, positive
 * @param centre finite
 */
public record Atan(double scale, double centre) implements Pointwise {
    /** Checks both numbers. */
    public Atan {
        if (!(scale > 0) || !Double.isFinite(scale) || !Double.isFinite(centre)) {
            throw new FlashFlowException(
                    "atan(k (x - c)) needs a finite k > 0 and a finite c, not " + scale + " and " + centre + ".");
        }
    }

    @Override
    public double forward(double x) {
        return Math.atan(scale * (x - centre));
    }

    @Override
    public double inverse(double y) {
        return Math.abs(y) < Math.PI / 2 ? Math.tan(y) / scale + centre : Double.NaN;
    }

    @Override
    public double logDerivative(double x) {
        double t = scale * (x - centre);
        return Math.log(scale) - Math.log1p(t * t);
    }

    @Override
    public TransformKind kind() {
        return TransformKind.ATAN;
    }

    @Override
    public String formula() {
        String k = Numbers.shortest(scale);
        return centre == 0
                ? "atan(" + k + " x)"
                : "atan(" + k + " (x" + Numbers.term(-centre, Numbers::shortest) + "))";
    }
}
