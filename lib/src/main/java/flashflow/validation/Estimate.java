package flashflow.validation;

import flashflow.data.Magnitude;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;

/**
 * A number and its statistical error.
 *
 * @param value the number
 * @param error one standard deviation, at least 0
 */
public record Estimate(double value, double error) {
    /** Mean and standard deviation (n - 1 below) of at least two draws, however large or small they are. */
    public static Estimate of(double[] draws) {
        int exponent = Magnitude.exponent(draws);
        double[] near = Magnitude.scaled(draws, exponent);
        return new Estimate(
                Math.scalb(Mean.of(near).getAsDouble(), -exponent),
                Math.scalb(StandardDeviation.of(near).getAsDouble(), -exponent));
    }
}
