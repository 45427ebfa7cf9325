package flashflow.preprocessing.transforms;

import flashflow.FlashFlowException;

/**
 * y = logit(margin + (1 - 2 margin) x) for x in [0, 1]; the margin keeps the ends finite, and the inverse may leave [0, 1] by it;
 * {@link Bounded} has bounds in data units that are kept.
 *
 * @param margin 0 to 0.5, exclusive above; with 0 the values 0 and 1 become infinite
 */
public record Logit(double margin) implements Pointwise {
    /** Checks the margin. */
    public Logit {
        if (!(margin >= 0 && margin < 0.5)) {
            throw new FlashFlowException("logit needs a margin in [0, 0.5), not " + margin + ".");
        }
    }

    @Override
    public double forward(double x) {
        double p = inner(x);
        return Math.log(p) - Math.log1p(-p);
    }

    @Override
    public double inverse(double y) {
        return (1 / (1 + Math.exp(-y)) - margin) / (1 - 2 * margin);
    }

    @Override
    public double logDerivative(double x) {
        double p = inner(x);
        return Math.log1p(-2 * margin) - Math.log(p) - Math.log1p(-p);
    }

    private double inner(double x) {
        return margin + (1 - 2 * margin) * x;
    }

    @Override
    public TransformKind kind() {
        return TransformKind.LOGIT;
    }

    @Override
    public String formula() {
        return margin == 0 ? "logit(x)" : "logit(x), margin " + Numbers.shortest(margin);
    }
}
