package flashflow.data.selection;

import flashflow.data.RowSet;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is left of rows after a test.
 *
 * @param nan rows in whose test NaN was met
 * @param nanDropped how many of these are not left
 */
record Filtered(RowsLeft left, long nan, long nanDropped) {
    /** A test of the rows of a block. */
    @FunctionalInterface
    interface Test {
        Truths of(ColumnBlock block);
    }

    /** Tests all rows in one pass. */
    static Filtered by(Test test, NamedColumns columns, RowsLeft rows) {
        var kept = new RowSet.Builder(rows.count());
        var nan = new LongAdder();
        var dropped = new LongAdder();
        columns.forEach(rows, (block, first) -> {
            var truths = test.of(block);
            for (int i = 0; i < block.size(); i++) {
                kept.append(truths.holds()[i]);
                if (truths.metNan(i)) {
                    nan.increment();
                    dropped.add(truths.holds()[i] ? 0 : 1);
                }
            }
        });
        return new Filtered(rows.some(kept.build()), nan.sum(), dropped.sum());
    }
}
