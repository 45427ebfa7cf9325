package flashflow.data.selection;

import flashflow.FlashFlowException;
import flashflow.data.RowSource;
import java.util.Arrays;
import java.util.List;

/**
 * How rows are split into parts that never overlap and hold them all, such as training, validation and test: {@code
 * Split.of(jets, 42).by("event").parts(0.8, 0.1, 0.1)}. For each row the seed and its index in the source decide, or the value of a column; so
 * the parts are the same tomorrow and on any machine, rows stay where they are when others are appended, and what is selected
 * before by one condition or another does not move them. Immutable.
 */
public final class Split {
    private static final double ROUNDING = 1e-9;

    private final RowSource source;
    private final long seed;
    private final String column;

    private Split(RowSource source, long seed, String column) {
        this.source = source;
        this.seed = seed;
        this.column = column;
    }

    /** Splits a source, or the rows of a selection, row by row. */
    public static Split of(RowSource source, long seed) {
        return new Split(source, seed, null);
    }

    /**
     * Keeps rows of equal values together, such as the objects of one event. Whole numbers count by their value, whatever the
     * type of the column; carried ones of 64 bits exactly.
     *
     * @param column its full name, or the end of it after an underscore
     */
    public Split by(String column) {
        return new Split(source, seed, column);
    }

    /**
     * Splits.
     *
     * @param shares of the parts on the mean, greater than 0; their sum is 1
     * @throws FlashFlowException if they are not, there is no such column, it holds NaN, or a part has no row
     */
    public Parts parts(double... shares) {
        check(shares);
        var rows = RowsLeft.of(source);
        var dealer = new Dealer(shares, seed, rows.kept());
        if (column == null) {
            rows.forEach(row -> dealer.deal(dealer.key(row)));
        } else {
            deal(rows, dealer);
        }
        String title = "Split, seed " + seed + (column == null ? "" : ", by " + column);
        return Parts.of(title, rows, shares, dealer.parts());
    }

    private static void check(double[] shares) {
        double sum = Arrays.stream(shares).sum();
        boolean positive = Arrays.stream(shares).allMatch(share -> share > 0);
        if (shares.length == 0 || !positive || !(Math.abs(sum - 1) < ROUNDING)) {
            throw new FlashFlowException("The shares " + Arrays.toString(shares) + " of a split sum to " + sum
                    + "; give positive ones that sum to 1.");
        }
    }

    private void deal(RowsLeft rows, Dealer dealer) {
        var columns = new NamedColumns(rows.source(), List.of(column));
        var groups = new GroupKeys(column, dealer);
        long[] row = {-1};
        columns.forEach(rows, (block, first) -> {
            for (int i = 0; i < block.size(); i++) {
                row[0] = rows.kept().next(row[0] + 1);
                dealer.deal(groups.key(block, i, row[0]));
            }
        });
    }
}
