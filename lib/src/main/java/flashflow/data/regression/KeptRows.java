package flashflow.data.regression;

import java.util.Arrays;

/** Every so many of the rows that come, as many as fit: all of them at first, then every second, every fourth ... */
final class KeptRows {
    private final int most;
    private float[][] rows;
    private double[] weights;
    private int count;
    private long seen;
    private long every = 1;

    /** @param most how many fit, a power of two */
    KeptRows(int most) {
        this.most = most;
        this.rows = new float[Math.min(most, 1 << 10)][];
        this.weights = new double[rows.length];
    }

    /** Keeps a copy, or lets it pass. */
    void add(float[] values, int from, int width, double weight) {
        if (seen++ % every != 0) {
            return;
        }
        if (count == most) {
            thin();
        } else if (count == rows.length) {
            rows = Arrays.copyOf(rows, 2 * count);
            weights = Arrays.copyOf(weights, 2 * count);
        }
        if ((seen - 1) % every == 0) {
            weights[count] = weight;
            rows[count++] = Arrays.copyOfRange(values, from, from + width);
        }
    }

    private void thin() {
        every *= 2;
        count = most / 2;
        for (int i = 0; i < count; i++) {
            rows[i] = rows[2 * i];
            weights[i] = weights[2 * i];
        }
        Arrays.fill(rows, count, most, null);
    }

    int count() {
        return count;
    }

    float[] row(int i) {
        return rows[i];
    }

    double weight(int i) {
        return weights[i];
    }
}
