package flashflow.preprocessing;

import java.util.ArrayList;
import java.util.List;

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
    private static final double MUCH_CLIPPED = 0.01;

    /** What is odd about the column, of so many kept rows, one sentence each. */
    List<String> warnings(String name, long rows) {
        var sentences = new ArrayList<String>();
        if (isConstant()) {
            sentences.add("Column '" + name + "' is constant (" + Numbers.rounded(min)
                    + ") in the training rows; leave it out of the layout.");
        }
        if (clipped > MUCH_CLIPPED * rows) {
            sentences.add("Column '" + name + "': " + Numbers.rounded(100.0 * clipped / rows)
                    + " % of the values were clipped; check its unit or widen the clip.");
        }
        if (notAllowed > 0) {
            sentences.add("Column '" + name + "': " + notAllowed
                    + " values are not among those its dequantisation allows, so the inverse will not give them back.");
        }
        return sentences;
    }

    /** Whether all values are the same. */
    public boolean isConstant() {
        return !(min < max);
    }
}
