package flashflow.preprocessing;

import java.util.ArrayList;
import java.util.List;

/** Counts, batch by batch, the context values that lie outside the range of the training rows. */
public final class ContextRange {
    private final List<String> names;
    private final List<ColumnFit> seen;
    private final long[] outside;
    private long rows;

    /** @param fit what fitting saw; null where nothing was fitted, and then nothing is outside */
    ContextRange(List<String> names, Fit fit) {
        this.names = names;
        this.seen = fit == null ? List.of() : fit.columns();
        this.outside = new long[names.size()];
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
            for (int i = 0, at = c; i < count; i++, at += names.size()) {
                outside[c] += context[at] < min || context[at] > max ? 1 : 0;
            }
        }
    }

    /** One sentence for each column that left the range so far. */
    public List<String> warnings() {
        var sentences = new ArrayList<String>();
        for (int c = 0; c < outside.length; c++) {
            if (outside[c] > 0) {
                sentences.add("Context column '" + names.get(c) + "': " + outside[c] + " of " + rows
                        + " values lie outside the training range ["
                        + Numbers.rounded(seen.get(c).min()) + ", "
                        + Numbers.rounded(seen.get(c).max()) + "]; the flow extrapolates there.");
            }
        }
        return List.copyOf(sentences);
    }
}
