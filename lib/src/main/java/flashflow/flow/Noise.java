package flashflow.flow;

import java.util.SplittableRandom;

/**
 * Standard normal numbers that depend on the seed and the row alone, so that the same rows come out however they are
 * grouped.
 */
public final class Noise {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

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
        var random = new SplittableRandom(mix(seed ^ mix(row + 1)));
        for (int c = 0; c < columns; c++) {
            z[offset + c] = (float) random.nextGaussian();
        }
    }

    /** The seed itself for the first draw of fold 0, and seeds unrelated to it for other folds and for later draws. */
    static long seed(long seed, int fold, int attempt) {
        long ofFold = fold == 0 ? seed : derived(seed, (long) fold << 32);
        return attempt == 0 ? ofFold : derived(ofFold, attempt);
    }

    private static long derived(long seed, long n) {
        return mix(seed ^ mix(-n));
    }

    /** SplitMix64's finaliser (Steele, Lea, Flood 2014): neighbouring seeds and rows give unrelated streams. */
    private static long mix(long x) {
        long z = x + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
