package flashflow.validation;

import org.apache.commons.statistics.descriptive.Quantile;

/** Sample quantiles by linear interpolation between order statistics, as numpy takes them (type 7 of Hyndman and Fan). */
public final class Quantiles {
    private static final Quantile LINEAR = Quantile.withDefaults().with(Quantile.EstimationMethod.HF7);

    private Quantiles() {}

    /**
     * Quantiles of values in any order, which stay as they are.
     *
     * @param probabilities from 0 to 1
     */
    public static double[] of(double[] values, double... probabilities) {
        return LINEAR.evaluate(values.clone(), probabilities);
    }
}
