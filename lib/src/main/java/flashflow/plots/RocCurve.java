package flashflow.plots;

import flashflow.validation.Roc;
import java.util.stream.IntStream;

/**
 * A ROC curve with few enough points to be drawn.
 *
 * @param signal efficiency for the signal, rising
 * @param background efficiency for the background, rising
 * @param area area under the curve of signal against background, of all points
 */
record RocCurve(double[] signal, double[] background, double area) {
    private static final double STEP = 1 / 400.0;

    static RocCurve of(double[] signal, double[] background) {
        var roc = Roc.of(signal, background);
        int[] drawn = drawn(roc.signalEfficiency());
        return new RocCurve(at(drawn, roc.signalEfficiency()), at(drawn, roc.backgroundEfficiency()), roc.area());
    }

    /** Points at which the signal's efficiency has risen enough to be seen, and the last. */
    private static int[] drawn(double[] efficiency) {
        double[] last = {0};
        return IntStream.range(1, efficiency.length)
                .filter(k -> {
                    boolean seen = efficiency[k] - last[0] >= STEP || k == efficiency.length - 1;
                    last[0] = seen ? efficiency[k] : last[0];
                    return seen;
                })
                .toArray();
    }

    private static double[] at(int[] indices, double[] values) {
        return IntStream.of(indices).mapToDouble(i -> values[i]).toArray();
    }
}
