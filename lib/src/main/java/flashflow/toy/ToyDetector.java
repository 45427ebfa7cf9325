package flashflow.toy;

import flashflow.data.Blocks;
import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;

/**
 * A detector whose conditional density p(x | y) is known. Rows are in <em>training form</em>, as they are after
 * FlashSim's preprocessing: integers carry noise of width 0.1, failed taggers lie around -0.1, and the long-tailed
 * muon columns are logarithms or arctangents. {@link #raw} shows the same rows as a detector would write them. Safe for
 * use by several threads at once.
 */
public interface ToyDetector {
    /** Names of the columns of a row: C context columns, then D targets. */
    ColumnLayout layout();

    /**
     * Makes rows. A row depends on the seed and on its index alone, so any division into blocks gives the same rows.
     *
     * @param seed chooses the sample
     * @param firstRow index of the first row, at least 0
     * @param rows how many, at least 0
     * @param into receives rows x layout().width() values, row after row
     * @throws flashflow.FlashFlowException if {@code firstRow} or {@code rows} is negative or {@code into} too short
     */
    void generate(long seed, long firstRow, int rows, float[] into);

    /**
     * Logarithm of the density of each row's D targets given its context.
     *
     * @param rows count x layout().width() values in training form, row after row
     * @param count number of rows
     * @return log p(x | y) in nats, one value a row
     * @throws flashflow.FlashFlowException if {@code rows} is too short
     */
    double[] logDensity(float[] rows, int count);

    /**
     * The rows as a detector would write them: ids and counts are whole numbers, failed taggers have the value that the
     * experiment's files give them, residuals and errors are in physical units.
     *
     * @param rows count x layout().width() values in training form; not changed
     * @param count number of rows
     * @return a new array of count x layout().width() values
     */
    float[] raw(float[] rows, int count);

    /**
     * Smallest NLL that a model can be expected to reach on these rows: the mean of -log p(x | y).
     *
     * @param rows count x layout().width() values in training form
     * @param count number of rows, at least 1
     * @return nats per row; for targets divided by standard deviations s_j, subtract the sum of log s_j
     */
    default double optimalNll(float[] rows, int count) {
        double sum = 0;
        for (double log : logDensity(rows, count)) {
            sum -= log;
        }
        return sum / count;
    }

    /** {@link #optimalNll(float[], int)} of all rows of a source in training form, read in blocks. */
    default double optimalNll(RowSource source) {
        var sum = new double[1];
        Blocks.of(source, ToySource.BLOCK)
                .read(source, (values, first, count) -> sum[0] += count * optimalNll(values, count));
        return sum[0] / source.rowCount();
    }

    /** {@link #optimalNll(float[], int)} of rows that are generated on the way, from index 0 on. */
    default double optimalNll(long seed, long rows) {
        return optimalNll(ToySource.of(this, seed, rows));
    }
}
