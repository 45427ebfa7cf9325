package flashflow.preprocessing;

import flashflow.data.RowSource;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Finds the rows that are not finite before or after the chains, in one streaming pass. */
final class UnusableRows {
    private static final int READ_ROWS = 32 * Blocks.ROWS;

    private final List<ColumnChain> chains;
    private final long seed;

    UnusableRows(List<ColumnChain> chains, long seed) {
        this.chains = chains;
        this.seed = seed;
    }

    /** Their indices, rising. */
    long[] in(RowSource source) {
        var found = LongStream.builder();
        float[] buffer = new float
                [(int) Math.min(READ_ROWS, source.rowCount()) * source.layout().width()];
        for (long first = 0; first < source.rowCount(); first += READ_ROWS) {
            int rows = (int) Math.min(READ_ROWS, source.rowCount() - first);
            source.read(first, rows, buffer, 0);
            boolean[] bad = marks(new Rows.RowBlock(source.layout().columns(), buffer, 0, rows, first, null));
            long from = first;
            IntStream.range(0, rows).filter(i -> bad[i]).forEach(i -> found.add(from + i));
        }
        return found.build().toArray();
    }

    private boolean[] marks(Rows.RowBlock all) {
        boolean[] bad = new boolean[all.count()];
        Blocks.forEach(all.count(), (start, count) -> {
            var block = new Rows.RowBlock(all.columns(), all.values(), start, count, all.first(), null);
            boolean[] here = new boolean[count];
            for (int c = 0; c < chains.size(); c++) {
                ColumnRun.of(chains.get(c), block, seed, c).markBad(here);
            }
            System.arraycopy(here, 0, bad, start, count);
        });
        return bad;
    }
}
