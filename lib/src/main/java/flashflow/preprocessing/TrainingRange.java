package flashflow.preprocessing;

import flashflow.preprocessing.transforms.Numbers;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
    private final boolean eachByItself;
    private final List<String> names;
    private final List<ColumnFit> seen;
    private final double expected;
    private final boolean[] exact;
    private final long[] outside;
    private final boolean[] far;
    private long rows;

    private TrainingRange(boolean isContext, List<ColumnChain> chains, List<ColumnFit> seen, Fit fit) {
        this.kind = isContext ? "Context column" : "Generated target";
        this.consequence = isContext
                ? "the flow extrapolates there"
                : "train longer, or have such rows drawn again by within(column, low, high)";
        this.farAway = isContext ? FAR_CONTEXT : FAR_TARGET;
        this.eachByItself = isContext;
        this.names = chains.stream().map(ColumnChain::name).toList();
        this.exact = ColumnChain.exact(chains);
        this.seen = seen;
        this.expected = fit == null ? 1 : USUAL + BY_CHANCE / fit.rows();
        this.outside = new long[names.size()];
        this.far = new boolean[names.size()];
    }

    /** @param fit what fitting saw; null where nothing was fitted, and then nothing is outside */
    static TrainingRange ofContext(List<ColumnChain> context, Fit fit) {
        var seen = fit == null ? List.<ColumnFit>of() : fit.columns();
        return new TrainingRange(true, context, seen, fit);
    }

    /** @param fit what fitting saw; null where nothing was fitted, and then nothing is outside */
    static TrainingRange ofTargets(List<ColumnChain> targets, Fit fit) {
        int all = fit == null ? 0 : fit.columns().size();
        var seen = fit == null ? List.<ColumnFit>of() : fit.columns().subList(all - targets.size(), all);
        return new TrainingRange(false, targets, seen, fit);
    }

    /**
     * Counts rows.
     *
     * @param values count rows of the columns, raw, row after row
     */
    public void add(float[] values, int count) {
        rows += count;
        for (int c = 0; c < names.size() && !seen.isEmpty(); c++) {
            if (!exact[c]) {
                double[] column = new double[count];
                RowBlock.RawValues.of(values).copyColumn(c, names.size(), 0, count, column);
                addColumn(c, column);
            }
        }
    }

    /**
     * Counts rows of which some columns are given in float64.
     *
     * @param doubles count rows of those columns alone, as {@link Preprocessing#exactTargets} names them
     */
    public void add(float[] values, double[] doubles, int count) {
        add(values, count);
        int width = count == 0 ? 0 : doubles.length / count;
        for (int c = 0, at = 0; c < names.size() && !seen.isEmpty(); c++) {
            if (exact[c]) {
                addColumn(c, column(doubles, at++, width, count));
            }
        }
    }

    /** Counts rows in float64. */
    public void add(double[] values, int count) {
        rows += count;
        for (int c = 0; c < names.size() && !seen.isEmpty(); c++) {
            addColumn(c, column(values, c, names.size(), count));
        }
    }

    /** Counts what another one has counted of the same columns. */
    public void add(TrainingRange other) {
        rows += other.rows;
        for (int c = 0; c < outside.length; c++) {
            outside[c] += other.outside[c];
            far[c] |= other.far[c];
        }
    }

    private static double[] column(double[] values, int column, int width, int count) {
        return IntStream.range(0, count)
                .mapToDouble(i -> values[i * width + column])
                .toArray();
    }

    private void addColumn(int c, double[] values) {
        double min = seen.get(c).min();
        double max = seen.get(c).max();
        double room = farAway * (max - min);
        for (double value : values) {
            outside[c] += value < min || value > max ? 1 : 0;
            far[c] |= value < min - room || value > max + room;
        }
    }

    /**
     * What has left the range: of the context, which the user gave, one sentence for each column; of the targets one for all, the
     * one that did most often with its numbers and the others by name.
     */
    public List<String> warnings() {
        var left = IntStream.range(0, outside.length)
                .filter(c -> far[c] || outside[c] > expected * rows)
                .boxed()
                .sorted(Comparator.comparingLong(c -> -outside[c]))
                .toList();
        if (eachByItself) {
            return left.stream().sorted().map(c -> sentence(c, List.of())).toList();
        }
        return left.isEmpty() ? List.of() : List.of(sentence(left.get(0), left.subList(1, left.size())));
    }

    private String sentence(int most, List<Integer> others) {
        String fewer = others.stream()
                .map(c -> "'" + names.get(c) + "' (" + outside[c] + ")")
                .collect(Collectors.joining(", "));
        return kind + " '" + names.get(most) + "': " + outside[most] + " of " + rows
                + " values lie outside the training range ["
                + Numbers.rounded(seen.get(most).min()) + ", "
                + Numbers.rounded(seen.get(most).max()) + "]"
                + (others.isEmpty() ? "" : ", and no more of " + fewer) + "; " + consequence + ".";
    }
}
