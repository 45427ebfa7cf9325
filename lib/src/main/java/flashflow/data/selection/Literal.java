package flashflow.data.selection;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * A number, or a truth as 1 or 0.
 *
 * @param whole its 64 bits, where it is whole
 * @param real its value, where it is not
 */
record Literal(Kind kind, boolean isWhole, long whole, boolean unsigned, double real) implements Expression {
    private static final BigInteger MOST = BigInteger.ONE.shiftLeft(64);
    private static final BigInteger LEAST = BigInteger.ONE.shiftLeft(63).negate();

    /** A number as written; one without point and exponent is whole. */
    static Literal number(String digits, boolean negative, Spot spot) {
        String signed = negative ? "-" + digits : digits;
        if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return real(Double.parseDouble(signed), spot);
        }
        var value = new BigInteger(signed);
        if (value.compareTo(LEAST) < 0 || value.compareTo(MOST) >= 0) {
            throw spot.refuse(
                    signed + " is no whole number of 64 bits", "write " + digits + ".0 to compare with it in float64");
        }
        return new Literal(Kind.NUMBER, true, value.longValue(), value.bitLength() > 63, 0);
    }

    private static Literal real(double value, Spot spot) {
        if (Double.isInfinite(value)) {
            throw spot.refuse("the number is beyond float64", "write one below 1.8e308, or isfinite(x)");
        }
        return new Literal(Kind.NUMBER, false, 0, false, value);
    }

    static Literal truth(boolean holds) {
        return new Literal(Kind.ANY, true, holds ? 1 : 0, false, 0);
    }

    @Override
    public Numbers numbers(ColumnBlock block) {
        if (isWhole) {
            long[] wholes = new long[block.size()];
            Arrays.fill(wholes, whole);
            return Numbers.of(wholes, unsigned);
        }
        double[] reals = new double[block.size()];
        Arrays.fill(reals, real);
        return Numbers.of(reals);
    }

    @Override
    public Truths truths(ColumnBlock block) {
        boolean[] holds = new boolean[block.size()];
        Arrays.fill(holds, whole != 0);
        return new Truths(holds, null);
    }
}
