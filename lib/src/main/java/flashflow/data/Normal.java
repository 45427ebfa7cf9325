package flashflow.data;

import org.apache.commons.numbers.gamma.ErfDifference;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErfc;

/** The standard normal distribution, exact in both tails. */
public final class Normal {
    private static final double ROOT_2 = Math.sqrt(2);
    private static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);

    private Normal() {}

    /** Below which a share p in [0, 1] lies. */
    public static double quantile(double p) {
        return quantile(p, 1 - p);
    }

    /** The same, given what lies below and above, which sum to 1: of the smaller one no digit is lost. */
    public static double quantile(double below, double above) {
        return below < above ? -ROOT_2 * InverseErfc.value(2 * below) : ROOT_2 * InverseErfc.value(2 * above);
    }

    /** Share below y. */
    public static double below(double y) {
        return 0.5 * Erfc.value(-y / ROOT_2);
    }

    /** Share between two values, of which none of the digits is lost in a tail. */
    public static double between(double from, double to) {
        return 0.5 * ErfDifference.value(from / ROOT_2, to / ROOT_2);
    }

    /** log of the density at y. */
    public static double logDensity(double y) {
        return -0.5 * y * y - HALF_LOG_2_PI;
    }
}
