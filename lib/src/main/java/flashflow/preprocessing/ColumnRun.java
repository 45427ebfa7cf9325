package flashflow.preprocessing;

import flashflow.data.Moments;
import flashflow.data.ValueSet;
import flashflow.preprocessing.transforms.Bounded;
import flashflow.preprocessing.transforms.Clip;
import flashflow.preprocessing.transforms.Dequantise;
import flashflow.preprocessing.transforms.Discrete;
import flashflow.preprocessing.transforms.Rows;
import flashflow.preprocessing.transforms.Transform;
import java.io.Serializable;

/** One column of one block on its way through the fixed part of its chain, for fitting. */
final class ColumnRun {
    private final double[] raw;
    private final double[] values;
    private final boolean[] clipped;
    private final boolean[] notAllowed;
    private final boolean exact;
    /** Whether how often each value occurs is asked. */
    private boolean counted;

    private ColumnRun(double[] raw, boolean exact) {
        this.exact = exact;
        this.raw = raw;
        this.values = raw.clone();
        this.clipped = new boolean[raw.length];
        this.notAllowed = new boolean[raw.length];
    }

    static ColumnRun of(ColumnChain chain, RowBlock block, long seed, int column) {
        double[] raw = new double[block.count()];
        block.copyColumn(column, raw);
        var run = new ColumnRun(raw, chain.exact());
        for (int place = 0; place < chain.firstUnfitted(); place++) {
            run.step(chain.transforms().get(place), SeededRows.of(block, seed, column, place));
        }
        run.checkExpansion(chain.expansion());
        run.counted = chain.isCounted();
        return run;
    }

    private void step(Transform transform, Rows rows) {
        if (transform instanceof Clip clip) {
            for (int i = 0; i < raw.length; i++) {
                clipped[i] |= clip.excludes(values[i]);
            }
        } else if (transform instanceof Bounded bounded) {
            for (int i = 0; i < raw.length; i++) {
                clipped[i] |= bounded.isAtBound(values[i]);
            }
        } else if (transform instanceof Dequantise dequantise) {
            dequantise.markNotAllowed(values, raw.length, notAllowed);
        } else if (transform instanceof Discrete discrete) {
            discrete.markNotAllowed(values, raw.length, notAllowed);
        }
        transform.forward(values, raw.length, rows);
    }

    private void checkExpansion(Expansion expansion) {
        for (int i = 0; expansion != null && i < raw.length; i++) {
            values[i] = expansion.takes(values[i]) ? values[i] : Double.NaN;
        }
    }

    /** Marks the rows whose value is, or becomes, not finite as a float; what is shifted and scaled yet, as a double. */
    void markBad(boolean[] leftOut) {
        for (int i = 0; i < raw.length; i++) {
            double reached = exact ? values[i] : (float) values[i];
            leftOut[i] |= !Double.isFinite(raw[i]) || !Double.isFinite(reached);
        }
    }

    /** Describes the column over the rows that stay; the others' values are forgotten. */
    Tally tally(boolean[] leftOut) {
        for (int i = 0; i < raw.length; i++) {
            raw[i] = leftOut[i] ? Double.NaN : raw[i];
            values[i] = leftOut[i] ? Double.NaN : values[i];
        }
        return new Tally(
                Moments.of(raw, raw.length),
                Moments.of(values, raw.length),
                ValueSet.of(values),
                counted ? ValueCounts.of(values) : ValueCounts.NONE,
                count(clipped, leftOut),
                count(notAllowed, leftOut));
    }

    /** What reaches the transform that is fitted. */
    double[] values() {
        return values;
    }

    private static long count(boolean[] marks, boolean[] leftOut) {
        long n = 0;
        for (int i = 0; i < marks.length; i++) {
            n += marks[i] && !leftOut[i] ? 1 : 0;
        }
        return n;
    }

    /**
     * Running description of one column while a preprocessing is fitted.
     *
     * @param raw moments of the raw values
     * @param before moments of what reaches the transform to be fitted
     * @param values the different values that reach it
     * @param counts of the values that reach it, where they are asked
     * @param clipped values changed by clips, or at a bound of an interval
     * @param notAllowed values a dequantisation does not know
     */
    record Tally(Moments raw, Moments before, ValueSet values, ValueCounts counts, long clipped, long notAllowed)
            implements Serializable {
        static final Tally NONE = new Tally(Moments.NONE, Moments.NONE, ValueSet.NONE, ValueCounts.NONE, 0, 0);

        Tally plus(Tally other) {
            return new Tally(
                    raw.plus(other.raw),
                    before.plus(other.before),
                    values.plus(other.values),
                    counts.plus(other.counts),
                    clipped + other.clipped,
                    notAllowed + other.notAllowed);
        }

        ColumnFit description() {
            return new ColumnFit(raw.min(), raw.max(), raw.mean(), raw.deviation(), clipped, notAllowed);
        }
    }
}
