package flashflow.toy;

import flashflow.data.Normal;
import flashflow.random.RandomStream;

/**
 * Normal density.
 *
 * @param mean centre
 * @param width standard deviation, above 0
 */
record Gaussian(double mean, double width) implements Density {
    static final double SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

    @Override
    public double log(double x) {
        double z = (x - mean) / width;
        return Normal.logDensity(z) - Math.log(width);
    }

    @Override
    public double cdf(double x) {
        return Normal.below((x - mean) / width);
    }

    @Override
    public double sample(RandomStream random) {
        return mean + width * random.gaussian();
    }
}
