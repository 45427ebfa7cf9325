package flashflow.preprocessing.transforms;

import flashflow.FlashFlowException;
import flashflow.data.Moments;

/**
 * y = (x - mean) / deviation, both fitted on the training rows. A constant column is only shifted (deviation 1).
 *
 * @param mean NaN until it is fitted
 * @param deviation positive; NaN until it is fitted
 */
public record Standardise(double mean, double deviation) implements Transform {
    /** Checks that both numbers are known and usable, or both unknown. */
    public Standardise {
        boolean unknown = Double.isNaN(mean) && Double.isNaN(deviation);
        boolean usable = Double.isFinite(mean) && deviation > 0 && Double.isFinite(deviation);
        if (!unknown && !usable) {
            throw new FlashFlowException("A standardisation needs a finite mean and a positive deviation, not " + mean
                    + " and " + deviation + ".");
        }
    }

    /** A standardisation whose numbers come with the data. */
    public static Standardise unfitted() {
        return new Standardise(Double.NaN, Double.NaN);
    }

    /** By the moments of what reaches it. */
    public static Standardise to(Moments moments) {
        double deviation = moments.deviation();
        return new Standardise(moments.mean(), moments.isConstant() ? 1 : deviation);
    }

    @Override
    public boolean isFitted() {
        return !Double.isNaN(mean);
    }

    @Override
    public void forward(double[] x, int n, Rows rows) {
        double scale = 1 / deviation;
        for (int i = 0; i < n; i++) {
            x[i] = (x[i] - mean) * scale;
        }
    }

    @Override
    public void inverse(double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = y[i] * deviation + mean;
        }
    }

    @Override
    public void addLogDerivatives(double[] x, int n, double[] sums) {
        double constant = -Math.log(deviation);
        for (int i = 0; i < n; i++) {
            sums[i] += constant;
        }
    }

    @Override
    public TransformKind kind() {
        return TransformKind.STANDARDISE;
    }

    @Override
    public String formula() {
        if (!isFitted()) {
            return "standardise (to be fitted)";
        }
        return "(x" + Numbers.term(-mean, Numbers::rounded) + ") / " + Numbers.rounded(deviation);
    }
}
