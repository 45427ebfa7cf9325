package flashflow.preprocessing;

import flashflow.data.Moments;

/** One column of one block on its way through the fixed part of its chain, for fitting. */
final class ColumnRun {
    private final double[] raw;
    private final double[] values;
    private final boolean[] clipped;
    private final boolean[] notAllowed;

    private ColumnRun(double[] raw) {
        this.raw = raw;
        this.values = raw.clone();
        this.clipped = new boolean[raw.length];
        this.notAllowed = new boolean[raw.length];
    }

    static ColumnRun of(ColumnChain chain, Rows.RowBlock block, long seed, int column) {
        double[] raw = new double[block.count()];
        block.copyColumn(column, raw);
        var run = new ColumnRun(raw);
        for (int place = 0; place < chain.firstUnfitted(); place++) {
            run.step(chain.transforms().get(place), Rows.of(block, seed, column, place));
        }
        run.checkOneHot(chain.oneHot());
        return run;
    }

    private void step(Transform transform, Rows rows) {
        if (transform instanceof Clip clip) {
            for (int i = 0; i < raw.length; i++) {
                clipped[i] |= clip.excludes(values[i]);
            }
        } else if (transform instanceof Dequantise dequantise) {
            dequantise.markNotAllowed(values, raw.length, notAllowed);
        }
        transform.forward(values, raw.length, rows);
    }

    private void checkOneHot(OneHot oneHot) {
        for (int i = 0; oneHot != null && i < raw.length; i++) {
            values[i] = oneHot.values().contains(values[i] + 0.0) ? values[i] : Double.NaN;
        }
    }

    /** Marks the rows whose value is, or becomes, not finite as a float. */
    void markBad(boolean[] leftOut) {
        for (int i = 0; i < raw.length; i++) {
            leftOut[i] |= !Double.isFinite(raw[i]) || !Float.isFinite((float) values[i]);
        }
    }

    /** Describes the column over the rows that stay; the others' values are forgotten. */
    ColumnTally tally(boolean[] leftOut) {
        for (int i = 0; i < raw.length; i++) {
            raw[i] = leftOut[i] ? Double.NaN : raw[i];
            values[i] = leftOut[i] ? Double.NaN : values[i];
        }
        return new ColumnTally(
                Moments.of(raw, raw.length),
                Moments.of(values, raw.length),
                count(clipped, leftOut),
                count(notAllowed, leftOut));
    }

    private static long count(boolean[] marks, boolean[] leftOut) {
        long n = 0;
        for (int i = 0; i < marks.length; i++) {
            n += marks[i] && !leftOut[i] ? 1 : 0;
        }
        return n;
    }
}
