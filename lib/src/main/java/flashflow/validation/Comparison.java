package flashflow.validation;

/**
 * One statistic of a comparison.
 *
 * @param column the column it is about, or {@code (all)}
 * @param statistic its name
 * @param value its value between reference and sample
 * @param error its statistical error: bootstrap, or what the statistic's definition gives
 * @param nullValue its value between two halves of the reference
 * @param nullError spread or error of that value
 * @param baseline its value for equal distributions: 0.5 for an area under the ROC curve, else 0
 */
public record Comparison(
        String column,
        String statistic,
        double value,
        double error,
        double nullValue,
        double nullError,
        double baseline) {
    /** The word for statistics over all columns. */
    public static final String ALL = "(all)";

    /**
     * How many times further from the baseline than two halves of the reference are. The halves are smaller than the whole,
     * so a perfect sample of the reference's size comes out at about 0.7 for distances that fall as 1/sqrt(n). Infinite where
     * the halves cannot be told apart at all, and NaN where value or scale are beyond all numbers: never a small number.
     */
    public double ratio() {
        double scale = Math.max(Math.abs(nullValue - baseline), nullError);
        double excess = value - baseline;
        if (Double.isInfinite(scale)) {
            return Double.NaN;
        }
        return excess == 0 && !Double.isNaN(scale) ? 0 : excess / scale;
    }
}
