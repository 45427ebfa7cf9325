package flashflow.preprocessing.transforms;

import flashflow.FlashFlowException;

/**
 * y = scale x + shift.
 *
 * @param scale finite, not 0
 * @param shift finite
 */
public record Affine(double scale, double shift) implements Pointwise {
    /** Checks both numbers. */
    public Affine {
        if (scale == 0 || !Double.isFinite(scale) || !Double.isFinite(shift)) {
            throw new FlashFlowException(
                    "An affine transform needs a finite scale other than 0 and a finite shift, not " + scale + " and "
                            + shift + ".");
        }
    }

    @Override
    public double forward(double x) {
        return scale * x + shift;
    }

    @Override
    public double inverse(double y) {
        return (y - shift) / scale;
    }

    @Override
    public double logDerivative(double x) {
        return Math.log(Math.abs(scale));
    }

    @Override
    public TransformKind kind() {
        return TransformKind.AFFINE;
    }

    @Override
    public String formula() {
        return Numbers.shortest(scale) + " x" + Numbers.term(shift, Numbers::shortest);
    }
}
