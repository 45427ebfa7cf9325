package flashflow.data.selection;

/** A number for each row of a block: whole ones exactly, in 64 bits, others in float64. Immutable. */
final class Numbers {
    private final double[] reals;
    private final long[] wholes;
    private final boolean unsigned;

    private Numbers(double[] reals, long[] wholes, boolean unsigned) {
        this.reals = reals;
        this.wholes = wholes;
        this.unsigned = unsigned;
    }

    /** Real numbers; the array is not copied. */
    static Numbers of(double[] reals) {
        return new Numbers(reals, null, false);
    }

    /**
     * Whole numbers; the array is not copied.
     *
     * @param unsigned whether they reach from 0 to 2^64 - 1
     */
    static Numbers of(long[] wholes, boolean unsigned) {
        return new Numbers(null, wholes, unsigned);
    }

    int size() {
        return wholes != null ? wholes.length : reals.length;
    }

    boolean isWhole() {
        return wholes != null;
    }

    boolean isUnsigned() {
        return unsigned;
    }

    /** Whole numbers; null if they are real. */
    long[] wholes() {
        return wholes;
    }

    /** The numbers in float64, to which whole ones are rounded. */
    double[] reals() {
        if (reals != null) {
            return reals;
        }
        double[] rounded = new double[wholes.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = real(i);
        }
        return rounded;
    }

    /** A number in float64. */
    double real(int row) {
        return reals != null ? reals[row] : WholeNumbers.toDouble(wholes[row], unsigned);
    }

    boolean isNan(int row) {
        return reals != null && Double.isNaN(reals[row]);
    }

    /** A number in words. */
    String text(int row) {
        return reals != null
                ? Double.toString(reals[row])
                : unsigned ? Long.toUnsignedString(wholes[row]) : Long.toString(wholes[row]);
    }

    /** The sign of a difference, without rounding; neither number is NaN. */
    int compare(int row, Numbers other) {
        if (wholes == null) {
            // By adding 0, -0 becomes 0.
            return other.wholes != null
                    ? Integer.compare(0, other.compare(row, this))
                    : Double.compare(reals[row] + 0.0, other.reals[row] + 0.0);
        }
        return other.wholes != null
                ? WholeNumbers.compare(wholes[row], unsigned, other.wholes[row], other.unsigned)
                : WholeNumbers.compare(wholes[row], unsigned, other.reals[row]);
    }
}
