package flashflow.preprocessing;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts, batch by batch, the context values that lie outside the range of the training rows. Of as many rows as there were in
 * the training a few pass its extremes by chance; what is said is more than one in a thousand, or a value far away.
 */
public final class ContextRange {
    private static final int ONE_IN = 1000;
    /** In widths of the range. */
    private static final double FAR = 0.25;

    private final List<String> names;
    private final List<ColumnFit> seen;
    private final long[] outside;
    private final boolean[] far;
    private long rows;

    /** @param fit what fitting saw; null where nothing was fitted, and then nothing is outside */
    ContextRange(List<String> names, Fit fit) {
        this.names = names;
        this.seen = fit == null ? List.of() : fit.columns();
        this.outside = new long[names.size()];
        this.far = new boolean[names.size()];
    }

    /**
     * Counts rows.
     *
     * @param context count x C raw values, row after row
     */
    public void add(float[] context, int count) {
        rows += count;
        for (int c = 0; c < names.size() && !seen.isEmpty(); c++) {
            double min = seen.get(c).min();
            double max = seen.get(c).max();
            double room = FAR * (max - min);
            for (int i = 0, at = c; i < count; i++, at += names.size()) {
                outside[c] += context[at] < min || context[at] > max ? 1 : 0;
                far[c] |= context[at] < min - room || context[at] > max + room;
            }
        }
    }

    /** One sentence for each column that has left the range. */
    public List<String> warnings() {
        var sentences = new ArrayList<String>();
        for (int c = 0; c < outside.length; c++) {
            if (far[c] || outside[c] * ONE_IN > rows) {
                sentences.add("Context column '" + names.get(c) + "': " + outside[c] + " of " + rows
                        + " values lie outside the training range ["
                        + Numbers.rounded(seen.get(c).min()) + ", "
                        + Numbers.rounded(seen.get(c).max()) + "]; the flow extrapolates there.");
            }
        }
        return List.copyOf(sentences);
    }
}
