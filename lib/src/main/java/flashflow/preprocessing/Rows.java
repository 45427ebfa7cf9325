package flashflow.preprocessing;

import flashflow.FlashFlowException;
import flashflow.random.Purpose;
import flashflow.random.RandomStream;
import flashflow.random.SplitMix;
import java.util.List;

/**
 * The rows of a block as a transform sees them besides its own values: raw values of other columns, and noise that is a
 * function of (seed, row index, column, place in the chain) and of nothing else.
 */
public final class Rows {
    private final RowBlock block;
    private final long key;

    Rows(RowBlock block, long key) {
        this.block = block;
        this.key = key;
    }

    static Rows of(RowBlock block, long seed, int column, int place) {
        return new Rows(block, Purpose.PREPROCESSING.key(seed, column, place));
    }

    /** Uniform noise in (0, 1) of row i of the block. */
    public double uniform(int i) {
        return SplitMix.open(SplitMix.value(key, block.index(i)));
    }

    /** Standard normal noise of row i of the block. */
    public double gaussian(int i) {
        return RandomStream.of(SplitMix.key(key, block.index(i))).gaussian();
    }

    /** Raw values of another column in these rows. */
    double[] raw(String column) {
        return block.raw(column);
    }

    /**
     * A stretch of raw rows in a row-major array.
     *
     * @param columns names of its columns
     * @param values the array
     * @param start first row in the array
     * @param count number of rows
     * @param first index in the data set of row 0 of the array, where indices is null
     * @param indices index in the data set of each row of the array, or null
     */
    record RowBlock(List<String> columns, float[] values, int start, int count, long first, long[] indices) {
        /** Some of the rows, counted from the first of these. */
        RowBlock part(long from, int rows) {
            return new RowBlock(columns, values, start + (int) from, rows, first, indices);
        }

        long index(int i) {
            return indices == null ? first + start + i : indices[start + i];
        }

        double[] raw(String column) {
            int c = columns.indexOf(column);
            if (c < 0) {
                throw new FlashFlowException("A chain asks for the column '" + column
                        + "', which the rows lack; their columns are " + columns + ".");
            }
            double[] into = new double[count];
            copyColumn(c, into);
            return into;
        }

        void copyColumn(int column, double[] into) {
            int width = columns.size();
            for (int i = 0, at = start * width + column; i < count; i++, at += width) {
                into[i] = values[at];
            }
        }
    }
}
