package flashflow.preprocessing;

import flashflow.data.Blocks;
import flashflow.data.RowSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Streaming passes over raw rows through the fixed part of all chains: which rows are usable, and what fitting has to know. */
final class ChainScan {
    private static final int SAMPLE_ROWS = 1 << 15;
    private static final int STRETCHES = 64;

    private final List<ColumnChain> chains;
    private final long seed;

    ChainScan(List<ColumnChain> chains, long seed) {
        this.chains = chains;
        this.seed = seed;
    }

    /** Indices, rising, of the rows that are not finite before or after the chains. */
    long[] unusableRows(RowSource source) {
        var found = LongStream.builder();
        RowBlock.forEach(source, 0, source.rowCount(), FitStatistics.BLOCK_ROWS, chains, block -> {
            boolean[] bad = unusable(block);
            IntStream.range(0, bad.length).filter(i -> bad[i]).forEach(i -> found.add(block.index(i)));
        });
        return found.build().toArray();
    }

    private boolean[] unusable(RowBlock all) {
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

    /** What a fit has to know of consecutive rows, block by block from the first; merged in an order that is always the same. */
    FitStatistics statistics(RowSource source, long first, long count) {
        var sum = new FitStatistics.Sum();
        RowBlock.forEach(source, first, count, FitStatistics.BLOCK_ROWS, chains, all -> sum.add(statistics(all)));
        return count == 0 ? FitStatistics.none(chains.size()) : sum.total();
    }

    /** The same of a block of rows. */
    FitStatistics statistics(RowBlock all) {
        var blocks = new Blocks(all.count(), Forward.BLOCK);
        var found = new ArrayList<List<ColumnRun.Tally>>(Collections.nCopies(blocks.count(), List.of()));
        blocks.inParallel((start, count) -> found.set((int) start / Forward.BLOCK, block(all.part(start, count))));
        var total = new ArrayList<>(Collections.nCopies(chains.size(), ColumnRun.Tally.NONE));
        found.forEach(tallies -> addTo(total, tallies));
        return FitStatistics.of(all.count(), total);
    }

    private List<ColumnRun.Tally> block(RowBlock block) {
        boolean[] leftOut = new boolean[block.count()];
        return runs(block, leftOut).stream().map(run -> run.tally(leftOut)).toList();
    }

    private List<ColumnRun> runs(RowBlock block, boolean[] leftOut) {
        var columns = new ArrayList<ColumnRun>();
        for (int c = 0; c < chains.size(); c++) {
            columns.add(ColumnRun.of(chains.get(c), block, seed, c));
            columns.get(c).markBad(leftOut);
        }
        return columns;
    }

    /**
     * A bounded number of rows from all over a source.
     *
     * @return for each column what reaches the transform to be fitted, in the usable ones of these rows
     */
    double[][] sample(RowSource source) {
        long rows = source.rowCount();
        int stretches = rows > SAMPLE_ROWS ? STRETCHES : 1;
        int count = (int) Math.min(rows, SAMPLE_ROWS) / stretches;
        var found = DoubleStream.builder();
        for (int i = 0; i < stretches; i++) {
            long first = stretches == 1 ? 0 : (rows - count) / (stretches - 1) * i;
            addUsable(RowBlock.read(source, first, count, chains), found);
        }
        return columns(found.build().toArray());
    }

    private void addUsable(RowBlock block, DoubleStream.Builder found) {
        boolean[] leftOut = new boolean[block.count()];
        var columns = runs(block, leftOut);
        for (int i = 0; i < leftOut.length; i++) {
            for (int c = 0; c < chains.size() && !leftOut[i]; c++) {
                found.add(columns.get(c).values()[i]);
            }
        }
    }

    private double[][] columns(double[] rows) {
        int width = chains.size();
        double[][] columns = new double[width][rows.length / width];
        for (int i = 0; i < rows.length; i++) {
            columns[i % width][i / width] = rows[i];
        }
        return columns;
    }

    private static void addTo(List<ColumnRun.Tally> total, List<ColumnRun.Tally> more) {
        for (int c = 0; c < total.size(); c++) {
            total.set(c, total.get(c).plus(more.get(c)));
        }
    }
}
