package flashflow.posterior;

/**
 * From one value to another, both included.
 *
 * @param low lower end
 * @param high upper end, at least low
 */
public record Interval(double low, double high) {
    /** Whether a value lies in it. */
    public boolean contains(double value) {
        return value >= low && value <= high;
    }

    /** High minus low. */
    public double length() {
        return high - low;
    }
}
