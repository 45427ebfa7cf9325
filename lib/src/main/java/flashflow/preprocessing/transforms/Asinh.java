package flashflow.preprocessing.transforms;

import flashflow.FlashFlowException;

/**
 * y = asinh((x - centre) / scale): straight near the centre and logarithmic far from it on both sides, for peaks on heavy tails.
 * Unlike an {@link Atan} it has a preimage everywhere.
 *
 * @param scale finite, positive; where the straight part ends
 * @param centre finite
 */
public record Asinh(double scale, double centre) implements Pointwise {
    /** Checks both numbers. */
    public Asinh {
        if (!(scale > 0) || !Double.isFinite(scale) || !Double.isFinite(centre)) {
            throw new FlashFlowException(
                    "asinh((x - c) / s) needs a finite s > 0 and a finite c, not " + scale + " and " + centre + ".");
        }
    }

    /** As log1p, which loses no digits near the centre. */
    @Override
    public double forward(double x) {
        double t = Math.abs((x - centre) / scale);
        double magnitude = t > 1e150 ? Math.log(t) + Math.log(2) : Math.log1p(t + t * t / (1 + Math.hypot(1, t)));
        return Math.copySign(magnitude, x - centre);
    }

    @Override
    public double inverse(double y) {
        return Math.sinh(y) * scale + centre;
    }

    @Override
    public double logDerivative(double x) {
        return -Math.log(scale) - Math.log(Math.hypot(1, (x - centre) / scale));
    }

    @Override
    public TransformKind kind() {
        return TransformKind.ASINH;
    }

    @Override
    public String formula() {
        String shifted = centre == 0 ? "x" : "(x" + Numbers.term(-centre, Numbers::rounded) + ")";
        return "asinh(" + shifted + " / " + Numbers.rounded(scale) + ")";
    }
}
