package flashflow.preprocessing;

import flashflow.data.Moments;

/**
 * Running description of one column while a preprocessing is fitted.
 *
 * @param raw moments of the raw values
 * @param before moments of what reaches the transform to be fitted
 * @param clipped values changed by clips
 * @param notAllowed values a dequantisation does not know
 */
record ColumnTally(Moments raw, Moments before, long clipped, long notAllowed) {
    static final ColumnTally NONE = new ColumnTally(Moments.NONE, Moments.NONE, 0, 0);

    ColumnTally plus(ColumnTally other) {
        return new ColumnTally(
                raw.plus(other.raw), before.plus(other.before), clipped + other.clipped, notAllowed + other.notAllowed);
    }

    ColumnFit description() {
        return new ColumnFit(raw.min(), raw.max(), raw.mean(), raw.deviation(), clipped, notAllowed);
    }
}
