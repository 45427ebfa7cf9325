package flashflow.preprocessing.transforms;

/** y = log(1 + x), exact for small x; defined for x > -1. */
public record Log1p() implements Pointwise {
    @Override
    public double forward(double x) {
        return Math.log1p(x);
    }

    @Override
    public double inverse(double y) {
        return Math.expm1(y);
    }

    @Override
    public double logDerivative(double x) {
        return -Math.log1p(x);
    }

    @Override
    public TransformKind kind() {
        return TransformKind.LOG1P;
    }

    @Override
    public String formula() {
        return "log1p(x)";
    }
}
