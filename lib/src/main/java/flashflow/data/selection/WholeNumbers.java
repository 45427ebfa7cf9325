package flashflow.data.selection;

/** Whole numbers of 64 bits with and without a sign, compared with each other and with float64 without rounding. */
final class WholeNumbers {
    /** Whole numbers up to here are float64 too. */
    private static final long EXACT = 1L << 53;

    private WholeNumbers() {}

    static double toDouble(long value, boolean unsigned) {
        // Halved with the lost bit kept, so that it rounds as the whole would.
        return unsigned && value < 0 ? ((value >>> 1) | (value & 1)) * 2.0 : value;
    }

    /** Whether it is a float64. */
    static boolean isExact(long value, boolean unsigned) {
        return value <= EXACT && value >= (unsigned ? 0 : -EXACT);
    }

    static int compare(long a, boolean aUnsigned, long b, boolean bUnsigned) {
        boolean aHuge = aUnsigned && a < 0;
        boolean bHuge = bUnsigned && b < 0;
        return aHuge == bHuge ? Long.compare(a, b) : aHuge ? 1 : -1;
    }

    /** @param b not NaN */
    static int compare(long a, boolean unsigned, double b) {
        double rounded = toDouble(a, unsigned);
        if (rounded != b) {
            return rounded < b ? -1 : 1;
        }
        if (isExact(a, unsigned)) {
            return 0;
        }
        // Equal after rounding: b is whole and at most 2^64, which is beyond all.
        if (b == 0x1p64 || !unsigned && b == 0x1p63) {
            return -1;
        }
        return b < 0x1p63 ? Long.compare(a, (long) b) : Long.compare(a, (long) (b - 0x1p63) + Long.MIN_VALUE);
    }
}
