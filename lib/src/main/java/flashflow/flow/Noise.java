package flashflow.flow;

import flashflow.random.Purpose;

/**
 * Standard normal numbers that depend on the seed and the row alone, so that the same rows come out however they are
 * grouped.
 */
public final class Noise {
    private Noise() {}

    /** rows x columns normal values, row after row, for the rows that begin at {@code firstRow}. */
    public static float[] normal(long seed, long firstRow, int rows, int columns) {
        var z = new float[rows * columns];
        for (int r = 0; r < rows; r++) {
            fill(seed, firstRow + r, z, r * columns, columns);
        }
        return z;
    }

    /** Fills {@code z} from {@code offset} on with the normal values of one row. */
    static void fill(long seed, long row, float[] z, int offset, int columns) {
        var random = Purpose.NOISE.stream(seed, row);
        for (int c = 0; c < columns; c++) {
            z[offset + c] = (float) random.gaussian();
        }
    }

    /** The seed itself for the first draw of fold 0, and seeds unrelated to it for other folds and for later draws. */
    static long seed(long seed, int fold, int attempt) {
        return fold == 0 && attempt == 0 ? seed : Purpose.NOISE.key(seed, fold, attempt);
    }
}
