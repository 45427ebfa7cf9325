package flashflow.toy;

import flashflow.random.RandomStream;

/**
 * The same density everywhere between two ends.
 *
 * @param low lower end
 * @param high upper end, above it
 */
record Uniform(double low, double high) implements Density {
    /** All angles. */
    static final Uniform ROUND = new Uniform(-Math.PI, Math.PI);

    @Override
    public double log(double x) {
        return x < low || x > high ? Double.NEGATIVE_INFINITY : -Math.log(high - low);
    }

    @Override
    public double cdf(double x) {
        return Math.max(0, Math.min(1, (x - low) / (high - low)));
    }

    @Override
    public double sample(RandomStream random) {
        return random.uniform(low, high);
    }
}
