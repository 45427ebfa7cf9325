package flashflow.preprocessing;

/**
 * What fitting saw of one column, over the rows that were kept.
 *
 * @param min smallest raw value
 * @param max largest raw value
 * @param mean mean of the raw values
 * @param deviation standard deviation of the raw values
 * @param clipped values that a clip changed
 * @param notAllowed values that a dequantisation does not allow, so that its inverse will not give them back
 */
public record ColumnFit(double min, double max, double mean, double deviation, long clipped, long notAllowed) {
    /** Whether all values are the same. */
    public boolean isConstant() {
        return !(min < max);
    }
}
