package flashflow.plots;

import java.util.Arrays;

/**
 * Efficiency for the signal against that for the background, over all thresholds of a score.
 *
 * @param signal share of the signal above each threshold, falling thresholds
 * @param background share of the background above each threshold
 * @param area area under the curve of signal against background; ties count half
 */
record RocCurve(double[] signal, double[] background, double area) {
    /** Points drawn at most; the area is of all thresholds. */
    private static final int POINTS = 400;

    static RocCurve of(double[] signal, double[] background) {
        double[] s = signal.clone();
        double[] b = background.clone();
        Arrays.sort(s);
        Arrays.sort(b);
        return new RocCurve(drawn(s, s, b, true), drawn(s, s, b, false), area(s, b));
    }

    private static double[] drawn(double[] thresholds, double[] s, double[] b, boolean ofSignal) {
        int n = Math.min(POINTS, thresholds.length);
        double[] out = new double[n + 1];
        for (int i = 0; i < n; i++) {
            double threshold = thresholds[thresholds.length - 1 - (int) ((long) i * thresholds.length / n)];
            out[i] = above(ofSignal ? s : b, threshold);
        }
        out[n] = 1;
        return out;
    }

    /** Share of the sorted values at or above a threshold. */
    private static double above(double[] sorted, double threshold) {
        return 1 - (double) countBelow(sorted, threshold) / sorted.length;
    }

    /** Mann and Whitney: the probability that a signal value exceeds a background value. */
    private static double area(double[] s, double[] b) {
        double sum = 0;
        for (double value : s) {
            int below = countBelow(b, value);
            int upTo = countBelow(b, Math.nextUp(value));
            sum += below + 0.5 * (upTo - below);
        }
        return sum / s.length / b.length;
    }

    private static int countBelow(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
