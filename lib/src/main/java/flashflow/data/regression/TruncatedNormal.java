package flashflow.data.regression;

import org.apache.commons.numbers.gamma.ErfDifference;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErfc;

/**
 * N(m, s) truncated to (0, 1), which makes of a place between bounds the normal quantile of its share, as the kernels in {@code shift.py} do.
 *
 * @param m mean before it is truncated, not more than {@link #REACH} s below 0 or above 1
 * @param s deviation before it is truncated, above 0
 */
record TruncatedNormal(double m, double s) {
    /** How far the mean may lie beyond the bounds, in deviations: the density falls by e in an eighth of one then. */
    static final double REACH = 8;

    private static final double ROOT_2 = Math.sqrt(2);
    private static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);
    private static final double LEAST_SHARE = 1e-300;

    /** Of which q is the normal quantile. */
    static double place(double q) {
        return Erfc.value(-q / ROOT_2) / 2;
    }

    /** The normal quantile of the share of the law below the place whose own normal quantile is q. */
    double shifted(double q) {
        return m > 0.5 ? -new TruncatedNormal(1 - m, s).lower(-q) : lower(q);
    }

    /** For m of 1/2 at most. */
    private double lower(double q) {
        double b = (place(q) - m) / s;
        double mass = share(-m / s, (1 - m) / s);
        double below = share(-m / s, b) / mass;
        double above = share(b, (1 - m) / s) / mass;
        return below < above ? -quantile(below) : quantile(above);
    }

    private static double quantile(double share) {
        return ROOT_2 * InverseErfc.value(2 * Math.max(share, LEAST_SHARE));
    }

    /** Of N(0, 1), between two values. */
    private static double share(double from, double to) {
        return ErfDifference.value(from / ROOT_2, to / ROOT_2) / 2;
    }

    /** log of the derivative of {@link #shifted} by q, which gave x. */
    double logDerivative(double q, double x) {
        double b = (place(q) - m) / s;
        double mass = share(-m / s, (1 - m) / s);
        return 0.5 * (x * x - b * b - q * q) - HALF_LOG_2_PI - Math.log(s * mass);
    }
}
