package flashflow.preprocessing;

import flashflow.FlashFlowException;
import flashflow.data.RowSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** One streaming pass over the training rows, which finds the numbers of all standardisations and describes the columns. */
final class Fitting {
    private static final int READ_ROWS = 32 * Blocks.ROWS;
    private final List<ColumnChain> chains;
    private final long seed;

    Fitting(List<ColumnChain> chains, long seed) {
        this.chains = chains;
        this.seed = seed;
    }

    /** Reads everything once; the sums are merged in the order of the rows, so that the result is always the same. */
    List<ColumnTally> tallies(RowSource source) {
        var total = empty();
        float[] buffer = new float
                [(int) Math.min(READ_ROWS, source.rowCount()) * source.layout().width()];
        for (long first = 0; first < source.rowCount(); first += READ_ROWS) {
            int rows = (int) Math.min(READ_ROWS, source.rowCount() - first);
            source.read(first, rows, buffer, 0);
            total = merge(total, stretch(new Rows.RowBlock(source.layout().columns(), buffer, 0, rows, first, null)));
        }
        if (total.get(0).raw().count() == 0) {
            throw new FlashFlowException("A preprocessing cannot be fitted: none of the " + source.rowCount()
                    + " rows is finite before and after its chains.");
        }
        return total;
    }

    private List<ColumnTally> stretch(Rows.RowBlock all) {
        int blocks = (all.count() + Blocks.ROWS - 1) / Blocks.ROWS;
        return IntStream.range(0, blocks).parallel().mapToObj(b -> block(all, b * Blocks.ROWS)).toList().stream()
                .reduce(empty(), Fitting::merge);
    }

    private List<ColumnTally> block(Rows.RowBlock all, int start) {
        int count = Math.min(Blocks.ROWS, all.count() - start);
        var block = new Rows.RowBlock(all.columns(), all.values(), start, count, all.first(), null);
        var columns = new ArrayList<ColumnRun>();
        boolean[] leftOut = new boolean[count];
        for (int c = 0; c < chains.size(); c++) {
            columns.add(ColumnRun.of(chains.get(c), block, seed, c));
            columns.get(c).markBad(leftOut);
        }
        return columns.stream().map(run -> run.tally(leftOut)).toList();
    }

    private List<ColumnTally> empty() {
        var none = new ColumnTally[chains.size()];
        Arrays.fill(none, ColumnTally.NONE);
        return List.of(none);
    }

    private static List<ColumnTally> merge(List<ColumnTally> a, List<ColumnTally> b) {
        return IntStream.range(0, a.size())
                .mapToObj(c -> a.get(c).plus(b.get(c)))
                .toList();
    }
}
