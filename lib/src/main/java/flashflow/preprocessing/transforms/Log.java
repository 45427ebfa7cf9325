package flashflow.preprocessing.transforms;

import flashflow.FlashFlowException;

/**
 * y = log(x + shift), natural; defined for x > -shift.
 *
 * @param shift finite; 0 for a plain logarithm
 */
public record Log(double shift) implements Pointwise {
    /** Of an exponential of a logarithm, relative, with a margin. */
    private static final double ROUNDING = 1e-12;

    /** Checks the shift. */
    public Log {
        if (!Double.isFinite(shift)) {
            throw new FlashFlowException("log(x + a) needs a finite a, not " + shift + ".");
        }
    }

    @Override
    public double forward(double x) {
        return Math.log(x + shift);
    }

    /** The logarithm of the shift gives exactly 0, which muons without activity around them have as their isolation. */
    @Override
    public double inverse(double y) {
        double x = Math.exp(y) - shift;
        return Math.abs(x) < ROUNDING * Math.abs(shift) ? 0 : x;
    }

    @Override
    public double logDerivative(double x) {
        return -Math.log(x + shift);
    }

    @Override
    public TransformKind kind() {
        return TransformKind.LOG;
    }

    @Override
    public String formula() {
        return shift == 0 ? "log(x)" : "log(x" + Numbers.term(shift, Numbers::shortest) + ")";
    }
}
