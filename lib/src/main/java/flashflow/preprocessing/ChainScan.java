package flashflow.preprocessing;

import flashflow.FlashFlowException;
import flashflow.data.Blocks;
import flashflow.data.RowSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Streaming passes over raw rows through the fixed part of all chains: which rows are usable, and what fitting has to know. */
final class ChainScan {
    private static final int READ_ROWS = 32 * Forward.BLOCK;

    private final List<ColumnChain> chains;
    private final long seed;

    ChainScan(List<ColumnChain> chains, long seed) {
        this.chains = chains;
        this.seed = seed;
    }

    /** Indices, rising, of the rows that are not finite before or after the chains. */
    long[] unusableRows(RowSource source) {
        var found = LongStream.builder();
        Blocks.of(source, READ_ROWS).read(source, (values, first, count) -> {
            boolean[] bad = unusable(new Rows.RowBlock(source.layout().columns(), values, 0, count, first, null));
            IntStream.range(0, count).filter(i -> bad[i]).forEach(i -> found.add(first + i));
        });
        return found.build().toArray();
    }

    private boolean[] unusable(Rows.RowBlock all) {
        boolean[] bad = new boolean[all.count()];
        new Blocks(all.count(), Forward.BLOCK).inParallel((start, count) -> {
            boolean[] here = new boolean[count];
            var block = all.part(start, count);
            for (int c = 0; c < chains.size(); c++) {
                ColumnRun.of(chains.get(c), block, seed, c).markBad(here);
            }
            System.arraycopy(here, 0, bad, (int) start, count);
        });
        return bad;
    }

    /**
     * A description of each column over the usable rows; merged in the order of the rows, so that it is always the same.
     *
     * @throws FlashFlowException if no row is usable
     */
    List<ColumnTally> tallies(RowSource source) {
        var total = none();
        Blocks.of(source, READ_ROWS).read(source, (values, first, count) -> {
            var all = new Rows.RowBlock(source.layout().columns(), values, 0, count, first, null);
            addTo(total, tallies(all));
        });
        if (total.get(0).raw().count() == 0) {
            throw new FlashFlowException("A preprocessing cannot be fitted: none of the " + source.rowCount()
                    + " rows is finite before and after its chains.");
        }
        return total;
    }

    private List<ColumnTally> tallies(Rows.RowBlock all) {
        var blocks = new Blocks(all.count(), Forward.BLOCK);
        var found = new ArrayList<List<ColumnTally>>(Collections.nCopies(blocks.count(), List.of()));
        blocks.inParallel((start, count) -> found.set((int) start / Forward.BLOCK, block(all.part(start, count))));
        var total = none();
        found.forEach(tallies -> addTo(total, tallies));
        return total;
    }

    private List<ColumnTally> block(Rows.RowBlock block) {
        boolean[] leftOut = new boolean[block.count()];
        var columns = new ArrayList<ColumnRun>();
        for (int c = 0; c < chains.size(); c++) {
            columns.add(ColumnRun.of(chains.get(c), block, seed, c));
            columns.get(c).markBad(leftOut);
        }
        return columns.stream().map(run -> run.tally(leftOut)).toList();
    }

    private List<ColumnTally> none() {
        return new ArrayList<>(Collections.nCopies(chains.size(), ColumnTally.NONE));
    }

    private static void addTo(List<ColumnTally> total, List<ColumnTally> more) {
        for (int c = 0; c < total.size(); c++) {
            total.set(c, total.get(c).plus(more.get(c)));
        }
    }
}
