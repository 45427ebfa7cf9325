package flashflow.preprocessing;

import flashflow.FlashFlowException;

/**
 * y = log(x + shift), natural; defined for x > -shift.
 *
 * @param shift finite; 0 for a plain logarithm
 */
public record Log(double shift) implements Pointwise {
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

    @Override
    public double inverse(double y) {
        return Math.exp(y) - shift;
    }

    @Override
    public double logDerivative(double x) {
        return -Math.log(x + shift);
    }

    @Override
    public String formula() {
        return shift == 0 ? "log(x)" : "log(x + " + Numbers.shortest(shift) + ")";
    }
}
