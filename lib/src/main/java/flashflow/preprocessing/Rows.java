package flashflow.preprocessing;

import flashflow.FlashFlowException;
import java.util.List;

/**
 * The rows of a block as a transform sees them besides its own values: raw values of other columns, and noise that is a
 * function of (seed, row index, column, place in the chain) and of nothing else. Counter-based: the counter is hashed with
 * the mixing function of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
 */
public final class Rows {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private final RowBlock block;
    private final long key;

    Rows(RowBlock block, long key) {
        this.block = block;
        this.key = key;
    }

    static Rows of(RowBlock block, long seed, int column, int place) {
        return new Rows(block, mix(mix(seed + GOLDEN) ^ (((long) column << 16) + place + 1)));
    }

    /** Uniform noise in (0, 1) of row i of the block. */
    public double uniform(int i) {
        return unit(mix(key + GOLDEN * block.index(i)));
    }

    /** Standard normal noise of row i of the block (Box and Muller 1958). */
    public double gaussian(int i) {
        long bits = mix(key + GOLDEN * block.index(i));
        double radius = Math.sqrt(-2 * Math.log(unit(bits)));
        return radius * Math.cos(2 * Math.PI * unit(mix(bits ^ GOLDEN)));
    }

    /** Raw values of another column in these rows. */
    double[] raw(String column) {
        return block.raw(column);
    }

    private static double unit(long bits) {
        return ((bits >>> 11) + 0.5) * 0x1.0p-53;
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
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
