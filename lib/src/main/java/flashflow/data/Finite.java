package flashflow.data;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;

/** Looks for NaN and infinity. */
public final class Finite {
    /** Below this many values a second thread costs more than it brings. */
    private static final int PARALLEL_FROM = 1 << 19;

    private static final int PIECE = 1 << 17;

    /** Below this many values strips cost more than they bring. */
    private static final int STRIPS_FROM = 1 << 14;

    private Finite() {}

    /** Index of the first value that is not finite, or -1. */
    public static int firstBad(float[] values, int from, int to) {
        boolean allFinite = to - from < PARALLEL_FROM ? allFinite(values, from, to) : allFiniteByAll(values, from, to);
        if (allFinite) {
            return -1;
        }
        int i = from;
        while (Float.isFinite(values[i])) {
            i++;
        }
        return i;
    }

    /** Reads all rows once, in order, and gives the index of each that holds a value that is not finite. */
    public static void forEachBadRow(RowSource source, LongConsumer found) {
        int width = source.width();
        Blocks.of(source).read(source, (values, first, count) -> {
            for (int row = 0; row < count; row++) {
                if (firstBad(values, row * width, (row + 1) * width) >= 0) {
                    found.accept(first + row);
                }
            }
        });
    }

    private static boolean allFiniteByAll(float[] values, int from, int to) {
        var bad = new AtomicBoolean();
        Parallel.forEach((to - from + PIECE - 1) / PIECE, true, i -> {
            int first = from + i * PIECE;
            if (!allFinite(values, first, Math.min(to - first, PIECE) + first)) {
                bad.set(true);
            }
        });
        return !bad.get();
    }

    private static boolean allFinite(float[] values, int from, int to) {
        int strips = to - from < STRIPS_FROM ? 0 : (to - from) / Strips.VALUES;
        int rest = from + strips * Strips.VALUES;
        return (strips == 0 || new Strips().allFinite(values, from, strips)) && fewFinite(values, rest, to);
    }

    /** Zero times a finite number is zero, else NaN; eight sums keep the processor busier than one. */
    private static boolean fewFinite(float[] values, int from, int to) {
        float a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0;
        int i = from;
        for (; i < to - 7; i += 8) {
            a += values[i] * 0f;
            b += values[i + 1] * 0f;
            c += values[i + 2] * 0f;
            d += values[i + 3] * 0f;
            e += values[i + 4] * 0f;
            f += values[i + 5] * 0f;
            g += values[i + 6] * 0f;
            h += values[i + 7] * 0f;
        }
        for (; i < to; i++) {
            a += values[i] * 0f;
        }
        return a + b + c + d + e + f + g + h == 0f;
    }

    /**
     * Looks with the processor's wide registers. The compiler uses them for element by element work on whole
     * arrays, not for sums over one, so that values are copied into short arrays and multiplied onto zeros: zero times a finite number is
     * zero, else NaN. A processor's nearest cache holds these arrays.
     */
    private static final class Strips {
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
}
