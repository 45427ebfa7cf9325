package flashflow.spark.summaries;

import java.io.Serializable;

/**
 * A target in bins of a context column.
 *
 * @param target its place among the columns, and {@code context} that of the other
 * @param edges of the context, rising; a bin holds its lower edge, the last one both
 */
public record Profile(int target, int context, double[] edges) implements Serializable {
    /** How many bins there are. */
    public int bins() {
        return edges.length - 1;
    }
}
