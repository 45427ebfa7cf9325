package flashflow.data;

/**
 * Looks for NaN and infinity with the processor's wide registers. The compiler uses them for element by element work on whole
 * arrays, not for sums over one, so that values are copied into short arrays and multiplied onto zeros: zero times a finite number is
 * zero, else NaN. A processor's nearest cache holds these arrays.
 */
final class FiniteStrips {
    private static final int LENGTH = 512;

    /** Values of a strip. */
    static final int VALUES = 4 * LENGTH;

    private final float[] zeros = new float[LENGTH];
    private final float[] a = new float[LENGTH];
    private final float[] b = new float[LENGTH];
    private final float[] c = new float[LENGTH];
    private final float[] d = new float[LENGTH];

    /** Whether all values of consecutive strips are finite. */
    boolean allFinite(float[] values, int from, int strips) {
        for (int i = 0; i < strips; i++) {
            int first = from + i * VALUES;
            System.arraycopy(values, first, a, 0, LENGTH);
            System.arraycopy(values, first + LENGTH, b, 0, LENGTH);
            System.arraycopy(values, first + 2 * LENGTH, c, 0, LENGTH);
            System.arraycopy(values, first + 3 * LENGTH, d, 0, LENGTH);
            multiply(zeros, a, b, c, d);
        }
        float sum = 0;
        for (float zero : zeros) {
            sum += zero;
        }
        return sum == 0f;
    }

    /** The product begins with zero, so that it cannot become infinite of finite numbers. */
    private static void multiply(float[] zeros, float[] a, float[] b, float[] c, float[] d) {
        for (int i = 0; i < zeros.length; i++) {
            zeros[i] = zeros[i] * a[i] * b[i] * c[i] * d[i];
        }
    }
}
