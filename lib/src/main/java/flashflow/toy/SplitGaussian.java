package flashflow.toy;

import flashflow.data.Normal;
import flashflow.random.RandomStream;

/**
 * Two-piece normal density: a Gaussian of one width below the mode and of another above it, continuous at the mode
 * (Wallis, Statistical Science 29 (2014) 106).
 *
 * @param mode position of the maximum
 * @param left width below the mode, above 0
 * @param right width above the mode, above 0
 */
record SplitGaussian(double mode, double left, double right) implements Density {
    @Override
    public double log(double x) {
        double z = (x - mode) / (x < mode ? left : right);
        return -0.5 * z * z - Math.log(Gaussian.SQRT_TWO_PI * (left + right) / 2);
    }

    @Override
    public double cdf(double x) {
        double share = left / (left + right);
        return x < mode
                ? 2 * share * Normal.below((x - mode) / left)
                : share + (1 - share) * (2 * Normal.below((x - mode) / right) - 1);
    }

    @Override
    public double sample(RandomStream random) {
        double distance = Math.abs(random.gaussian());
        return random.uniform() * (left + right) < left ? mode - left * distance : mode + right * distance;
    }
}
