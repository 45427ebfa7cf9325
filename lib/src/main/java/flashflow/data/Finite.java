package flashflow.data;

/** Looks for NaN and infinity. */
final class Finite {
    private Finite() {}

    /** Index of the first value that is not finite, or -1. */
    static int firstBad(float[] values, int from, int to) {
        if (allFinite(values, from, to)) {
            return -1;
        }
        int i = from;
        while (Float.isFinite(values[i])) {
            i++;
        }
        return i;
    }

    /** Zero times a finite number is zero, else NaN; four sums keep the processor busier than one. */
    private static boolean allFinite(float[] values, int from, int to) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            a += values[i] * 0f;
            b += values[i + 1] * 0f;
            c += values[i + 2] * 0f;
            d += values[i + 3] * 0f;
        }
        for (; i < to; i++) {
            a += values[i] * 0f;
        }
        return a + b + c + d == 0f;
    }
}
