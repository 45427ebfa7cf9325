package flashflow.data.regression;

import java.util.Arrays;

/** Every so many of the rows that come, as many as fit: all of them at first, then every second, every fourth ... */
final class KeptRows {
    private static final int MOST = 1 << 14;

    private final float[][] rows = new float[MOST][];
    private int count;
    private long seen;
    private long every = 1;

    /** Keeps a copy, or lets it pass. */
    void add(float[] values, int from, int width) {
        if (seen++ % every != 0) {
            return;
        }
        if (count == MOST) {
            thin();
        }
        if ((seen - 1) % every == 0) {
            rows[count++] = Arrays.copyOfRange(values, from, from + width);
        }
    }

    private void thin() {
        every *= 2;
        count = MOST / 2;
        for (int i = 0; i < count; i++) {
            rows[i] = rows[2 * i];
        }
        Arrays.fill(rows, count, MOST, null);
    }

    int count() {
        return count;
    }

    float[] row(int i) {
        return rows[i];
    }
}
