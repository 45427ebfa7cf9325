package flashflow.preprocessing;

import flashflow.data.ColumnLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts, batch by batch, the values of columns that lie outside the range of the training rows. Of as many rows as there were
 * in the training a few pass its extremes by chance; what is said is clearly more than these and one in a thousand, or a value
 * far away.
 */
public final class TrainingRange {
    private static final double USUAL = 1e-3;

    /** Of as many rows as in the training; each of the two extremes is passed once on average. */
    private static final double BY_CHANCE = 10;

    /** In widths of the range. */
    private static final double FAR_CONTEXT = 0.25;

    /** A flow has tails, and of many draws some lie far out. */
    private static final double FAR_TARGET = 1;

    private final String kind;
    private final String consequence;
    private final double farAway;
    private final List<String> names;
    private final List<ColumnFit> seen;
    private final double expected;
    private final long[] outside;
    private final boolean[] far;
    private long rows;

    private TrainingRange(
            String kind, String consequence, double farAway, List<String> names, List<ColumnFit> seen, Fit fit) {
        this.kind = kind;
        this.consequence = consequence;
        this.farAway = farAway;
        this.names = names;
        this.seen = seen;
        this.expected = fit == null ? 1 : USUAL + BY_CHANCE / fit.rows();
        this.outside = new long[names.size()];
        this.far = new boolean[names.size()];
    }

    /** @param fit what fitting saw; null where nothing was fitted, and then nothing is outside */
    static TrainingRange ofContext(List<String> context, Fit fit) {
        var seen = fit == null ? List.<ColumnFit>of() : fit.columns();
        return new TrainingRange("Context column", "the flow extrapolates there", FAR_CONTEXT, context, seen, fit);
    }

    /** @param fit what fitting saw; null where nothing was fitted, and then nothing is outside */
    static TrainingRange ofTargets(ColumnLayout layout, Fit fit) {
        int context = layout.context().size();
        var seen = fit == null ? List.<ColumnFit>of() : fit.columns().subList(context, layout.width());
        String consequence = "train longer, or have such rows drawn again by within(column, low, high)";
        return new TrainingRange("Generated target", consequence, FAR_TARGET, layout.targets(), seen, fit);
    }

    /**
     * Counts rows.
     *
     * @param values count rows of the columns, raw, row after row
     */
    public void add(float[] values, int count) {
        rows += count;
        for (int c = 0; c < names.size() && !seen.isEmpty(); c++) {
            double min = seen.get(c).min();
            double max = seen.get(c).max();
            double room = farAway * (max - min);
            for (int i = 0, at = c; i < count; i++, at += names.size()) {
                outside[c] += values[at] < min || values[at] > max ? 1 : 0;
                far[c] |= values[at] < min - room || values[at] > max + room;
            }
        }
    }

    /** One sentence for each column that has left the range. */
    public List<String> warnings() {
        var sentences = new ArrayList<String>();
        for (int c = 0; c < outside.length; c++) {
            if (far[c] || outside[c] > expected * rows) {
                sentences.add(kind + " '" + names.get(c) + "': " + outside[c] + " of " + rows
                        + " values lie outside the training range ["
                        + Numbers.rounded(seen.get(c).min()) + ", "
                        + Numbers.rounded(seen.get(c).max()) + "]; " + consequence + ".");
            }
        }
        return List.copyOf(sentences);
    }
}
