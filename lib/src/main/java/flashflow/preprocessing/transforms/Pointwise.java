package flashflow.preprocessing.transforms;

/** A transform that looks at one value at a time. */
public sealed interface Pointwise extends Transform
        permits Clip, Affine, Log, Log1p, Atan, Asinh, Logit, Bounded, Circular {
    /** Image of one raw value. */
    double forward(double x);

    /** The raw value of one image; NaN if there is none. */
    double inverse(double y);

    /** log |dy/dx| at x, in nats. */
    double logDerivative(double x);

    @Override
    default void forward(double[] x, int n, Rows rows) {
        for (int i = 0; i < n; i++) {
            x[i] = forward(x[i]);
        }
    }

    @Override
    default void inverse(double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = inverse(y[i]);
        }
    }

    @Override
    default void addLogDerivatives(double[] x, int n, double[] sums) {
        for (int i = 0; i < n; i++) {
            sums[i] += logDerivative(x[i]);
        }
    }
}
