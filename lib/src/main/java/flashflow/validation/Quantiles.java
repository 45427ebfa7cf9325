package flashflow.validation;

import org.apache.commons.statistics.descriptive.Quantile;

/** Sample quantiles by linear interpolation between order statistics, as numpy takes them (type 7 of Hyndman and Fan). */
final class Quantiles {
    private static final Quantile LINEAR = Quantile.withDefaults().with(Quantile.EstimationMethod.HF7);

    private Quantiles() {}

    static double[] of(double[] values, double... probabilities) {
        return LINEAR.evaluate(values.clone(), probabilities);
    }
}
