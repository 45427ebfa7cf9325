package flashflow.data;

import java.util.Arrays;

/**
 * Powers of two that bring very large and very small numbers near 1 without changing a digit, so that their squares and sums
 * neither overflow nor vanish. Numbers between 2^-200 and 2^200 are left as they are.
 */
public final class Magnitude {
    private static final int FINE = 200;

    private Magnitude() {}

    /** The exponent of two by which the largest of these finite values comes near 1; 0 if it is fine, or all are 0. */
    public static int exponent(double... values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        int exponent = Math.getExponent(largest);
        return largest == 0 || Math.abs(exponent) <= FINE ? 0 : -exponent;
    }

    /** The values times two to this exponent; the same array for 0. */
    public static double[] scaled(double[] values, int exponent) {
        return exponent == 0
                ? values
                : Arrays.stream(values).map(v -> Math.scalb(v, exponent)).toArray();
    }
}
