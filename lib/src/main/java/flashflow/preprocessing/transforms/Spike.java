package flashflow.preprocessing.transforms;

import flashflow.FlashFlowException;
import flashflow.data.Normal;

/**
 * Turns the isolated peak at and below a threshold into a gaussian N(mean, deviation), cut at the threshold so that it can
 * be told apart; the inverse gives everything up to the threshold the value of the spike.
 *
 * @param threshold values up to here belong to the spike
 * @param mean centre of the gaussian, below the threshold
 * @param deviation its standard deviation, positive
 * @param value what the inverse gives, at most the threshold
 */
public record Spike(double threshold, double mean, double deviation, double value) implements Transform {
    /** Checks the order of the numbers. */
    public Spike {
        if (!(mean < threshold) || !(value <= threshold) || !(deviation > 0) || Double.isInfinite(deviation)) {
            throw new FlashFlowException("A spike needs mean < threshold, value <= threshold and deviation > 0, not "
                    + mean + ", " + threshold + ", " + value + " and " + deviation + ".");
        }
    }

    @Override
    public void forward(double[] x, int n, Rows rows) {
        for (int i = 0; i < n; i++) {
            if (x[i] <= threshold) {
                double noise = deviation * rows.gaussian(i);
                // Reflected rather than drawn again: one draw per row and column.
                x[i] = mean + noise <= threshold ? mean + noise : mean - noise;
            }
        }
    }

    @Override
    public void inverse(double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = y[i] <= threshold ? value : y[i];
        }
    }

    /** Rows of the spike forget what came before: they are measured where the gaussian stands. */
    @Override
    public void addLogDerivatives(double[] x, int n, double[] sums) {
        for (int i = 0; i < n; i++) {
            sums[i] = x[i] <= threshold ? 0 : sums[i];
        }
    }

    @Override
    public boolean isNoisy() {
        return true;
    }

    /** Rows of the spike count with its probability: minus the log-density of the gaussian, which is folded at the threshold. */
    @Override
    public void addContributions(double[] x, double[] y, int n, double[] sums) {
        for (int i = 0; i < n; i++) {
            if (x[i] <= threshold && sums[i] != Double.NEGATIVE_INFINITY) {
                sums[i] = -logDensity(y[i]);
            }
        }
    }

    /** What would lie beyond the threshold was reflected at the mean. */
    private double logDensity(double y) {
        boolean twice = y < 2 * mean - threshold;
        return Normal.logDensity((y - mean) / deviation) - Math.log(deviation) + (twice ? Math.log(2) : 0);
    }

    @Override
    public TransformKind kind() {
        return TransformKind.SPIKE;
    }

    @Override
    public String formula() {
        return "x <= " + Numbers.shortest(threshold) + " -> N(" + Numbers.shortest(mean) + ", "
                + Numbers.shortest(deviation) + ")";
    }
}
