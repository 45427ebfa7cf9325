package flashflow.data.regression;

import flashflow.data.Normal;

/**
 * N(m, s) truncated to (0, 1), which makes of a place between bounds the normal quantile of its share, as the kernels in {@code shift.py} do.
 *
 * @param m mean before it is truncated, not more than {@link #REACH} s below 0 or above 1
 * @param s deviation before it is truncated, above 0
 */
record TruncatedNormal(double m, double s) {
    /** How far the mean may lie beyond the bounds, in deviations: the density falls by e in an eighth of one then. */
    static final double REACH = 8;

    private static final double LEAST_SHARE = 1e-300;

    /** The normal quantile of the share of the law below the place whose own normal quantile is q. */
    double shifted(double q) {
        return m > 0.5 ? -new TruncatedNormal(1 - m, s).lower(-q) : lower(q);
    }

    /** For m of 1/2 at most. */
    private double lower(double q) {
        double b = (Normal.below(q) - m) / s;
        double mass = mass();
        double below = Normal.between(-m / s, b) / mass;
        double above = Normal.between(b, (1 - m) / s) / mass;
        return Normal.quantile(Math.max(below, LEAST_SHARE), Math.max(above, LEAST_SHARE));
    }

    /** Of N(m, s) between the bounds. */
    private double mass() {
        return Normal.between(-m / s, (1 - m) / s);
    }

    /** log of the derivative of {@link #shifted} by q, which gave x. */
    double logDerivative(double q, double x) {
        double b = (Normal.below(q) - m) / s;
        return 0.5 * x * x + Normal.logDensity(b) - 0.5 * q * q - Math.log(s * mass());
    }
}
