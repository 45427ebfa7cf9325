package flashflow.plots.reduction;

import flashflow.validation.Roc;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A ROC curve with few enough points to be drawn.
 *
 * @param signal efficiency for the signal, rising
 * @param background efficiency for the background, rising
 * @param area area under the curve of signal against background, of all points
 */
public record RocCurve(double[] signal, double[] background, double area) {
    private static final double STEP = 1 / 400.0;

    /** Of scores that all weigh the same. */
    public static RocCurve of(double[] signal, double[] background) {
        var roc = Roc.of(signal, background);
        return drawn(roc.signalEfficiency(), roc.backgroundEfficiency(), roc.area());
    }

    /** Of weighted scores. */
    public static RocCurve of(Weighted signal, Weighted background) {
        if (signal.isEven() && background.isEven()) {
            return of(signal.values(), background.values());
        }
        double[] cuts = Weighted.joined(List.of(signal, background)).values();
        double[] falling = Arrays.stream(cuts)
                .distinct()
                .boxed()
                .sorted(Comparator.reverseOrder())
                .mapToDouble(Double::doubleValue)
                .toArray();
        double[] s = efficiency(signal, falling);
        double[] b = efficiency(background, falling);
        double area = 0;
        for (int k = 1; k < s.length; k++) {
            area += (b[k] - b[k - 1]) * (s[k] + s[k - 1]) / 2;
        }
        return drawn(s, b, area);
    }

    /** The share of the weight at or above each cut, with 0 first. */
    private static double[] efficiency(Weighted sample, double[] falling) {
        var order = IntStream.range(0, sample.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -sample.values()[i]))
                .toList();
        double[] shares = new double[falling.length + 1];
        double sum = 0;
        for (int k = 0, next = 0; k < falling.length; k++) {
            while (next < order.size() && sample.values()[order.get(next)] >= falling[k]) {
                sum += sample.weights()[order.get(next++)];
            }
            shares[k + 1] = sum / sample.total();
        }
        return shares;
    }

    /** Points at which the signal's efficiency has risen enough to be seen, and the last. */
    private static RocCurve drawn(double[] signal, double[] background, double area) {
        double[] last = {0};
        int[] kept = IntStream.range(1, signal.length)
                .filter(k -> {
                    boolean seen = signal[k] - last[0] >= STEP || k == signal.length - 1;
                    last[0] = seen ? signal[k] : last[0];
                    return seen;
                })
                .toArray();
        return new RocCurve(at(kept, signal), at(kept, background), area);
    }

    private static double[] at(int[] indices, double[] values) {
        return IntStream.of(indices).mapToDouble(i -> values[i]).toArray();
    }
}
