package flashflow.preprocessing;

import flashflow.FlashFlowException;

/**
 * The raw values that a column can have; generated values beyond are drawn again.
 *
 * @param low smallest, or negative infinity
 * @param high largest, or infinity
 */
record PhysicalRange(double low, double high) {
    static final PhysicalRange ALL = new PhysicalRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    PhysicalRange {
        if (!(low < high)) {
            throw new FlashFlowException("A physical range needs low < high, not " + low + " and " + high + ".");
        }
    }

    boolean contains(double x) {
        return x >= low && x <= high;
    }

    @Override
    public String toString() {
        return equals(ALL) ? "" : "[" + Numbers.shortest(low) + ", " + Numbers.shortest(high) + "]";
    }
}
