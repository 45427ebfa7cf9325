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
            var random = new SplittableRandom(mix(seed ^ mix(firstRow + r + 1)));
            for (int c = 0; c < columns; c++) {
                z[r * columns + c] = (float) random.nextGaussian();
            }
        }
        return z;
    }

    /** Another seed, unrelated to the first, for the n-th draw of the same rows. */
    public static long derived(long seed, long n) {
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
