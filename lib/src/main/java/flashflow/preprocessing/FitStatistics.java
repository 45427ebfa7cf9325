package flashflow.preprocessing;

import flashflow.FlashFlowException;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * What a fit or a guess has to know of all rows: of each column range, moments, and its values as long as they are few. It adds up,
 * so that rows may be looked at wherever they lie; {@link Preprocessing#statistics} makes it.
 */
public final class FitStatistics implements Serializable {
    /** Rows of a block: sums are those of whole blocks from the first row on. */
    public static final int BLOCK_ROWS = 32 * Forward.BLOCK;

    private static final long serialVersionUID = 1;

    private final long rows;
    private final ArrayList<ColumnRun.Tally> columns;

    private FitStatistics(long rows, List<ColumnRun.Tally> columns) {
        this.rows = rows;
        this.columns = new ArrayList<>(columns);
    }

    static FitStatistics of(long rows, List<ColumnRun.Tally> columns) {
        return new FitStatistics(rows, columns);
    }

    /** Of no row. */
    static FitStatistics none(int columns) {
        return new FitStatistics(0, Collections.nCopies(columns, ColumnRun.Tally.NONE));
    }

    /** Rows that were looked at, usable or not. */
    public long rows() {
        return rows;
    }

    /** Rows that are finite before and after the chains. */
    public long usable() {
        return columns.get(0).raw().count();
    }

    /** Of the rows of both, which have the same columns; sums are rounded, so that another order may change last bits. */
    public FitStatistics plus(FitStatistics next) {
        var sums = new ArrayList<ColumnRun.Tally>();
        for (int c = 0; c < columns.size(); c++) {
            sums.add(columns.get(c).plus(next.columns.get(c)));
        }
        return new FitStatistics(rows + next.rows, sums);
    }

    /** @throws FlashFlowException if no row is usable */
    FitStatistics requireUsable() {
        if (usable() == 0) {
            throw new FlashFlowException("A preprocessing cannot be fitted: none of the " + rows
                    + " rows is finite before and after its chains.");
        }
        return this;
    }

    /** One for each column. */
    List<ColumnRun.Tally> columns() {
        return columns;
    }

    /**
     * Adds statistics of consecutive blocks two by two, and the sums of two blocks two by two, and so on. So blocks may be added
     * in runs of 2, 4, 8 and so on first, each by itself, and the last bits are the same.
     */
    public static final class Sum {
        private final Deque<FitStatistics> sums = new ArrayDeque<>();
        private long blocks;

        /** Adds the next block. */
        public void add(FitStatistics next) {
            var sum = next;
            for (long full = blocks++; full % 2 == 1; full /= 2) {
                sum = sums.pop().plus(sum);
            }
            sums.push(sum);
        }

        /** Whether no block was added. */
        public boolean isEmpty() {
            return sums.isEmpty();
        }

        /** Of all blocks, of which there has to be one. */
        public FitStatistics total() {
            return sums.stream().reduce((later, earlier) -> earlier.plus(later)).orElseThrow();
        }
    }
}
