package flashflow.toy;

import flashflow.random.RandomStream;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * Normal density.
 *
 * @param mean centre
 * @param width standard deviation, above 0
 */
record Gaussian(double mean, double width) implements Density {
    static final double SQRT_TWO_PI = Math.sqrt(2 * Math.PI);
    private static final double LOG_SQRT_TWO_PI = Math.log(SQRT_TWO_PI);
    private static final double SQRT_TWO = Math.sqrt(2);

    /** Probability of a standard normal value up to z. */
    static double phi(double z) {
        return 0.5 * Erfc.value(-z / SQRT_TWO);
    }

    @Override
    public double log(double x) {
        double z = (x - mean) / width;
        return -0.5 * z * z - Math.log(width) - LOG_SQRT_TWO_PI;
    }

    @Override
    public double cdf(double x) {
        return phi((x - mean) / width);
    }

    @Override
    public double sample(RandomStream random) {
        return mean + width * random.gaussian();
    }
}
