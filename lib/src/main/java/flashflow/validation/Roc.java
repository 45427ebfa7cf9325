package flashflow.validation;

import flashflow.data.samples.FiniteValues;
import java.util.Arrays;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/**
 * The ROC curve of a score that is high for signal: the share of background and of signal above each threshold.
 *
 * @param thresholds falling; the first is infinite
 * @param backgroundEfficiency share of the background at or above the threshold, from 0 to 1
 * @param signalEfficiency share of the signal at or above the threshold, from 0 to 1
 */
public record Roc(double[] thresholds, double[] backgroundEfficiency, double[] signalEfficiency) {
    /**
     * Curve of two samples of scores; equal scores make one point.
     *
     * @throws flashflow.FlashFlowException if a sample is empty or holds NaN or infinity
     */
    public static Roc of(double[] signal, double[] background) {
        double[] s = FiniteValues.sorted(signal, "signal");
        double[] b = FiniteValues.sorted(background, "background");
        double[] cuts = Arrays.copyOf(s, s.length + b.length);
        System.arraycopy(b, 0, cuts, s.length, b.length);
        cuts = Arrays.stream(cuts).sorted().distinct().toArray();
        int n = cuts.length;
        var roc = new Roc(new double[n + 1], new double[n + 1], new double[n + 1]);
        roc.thresholds[0] = Double.POSITIVE_INFINITY;
        int i = s.length;
        int j = b.length;
        for (int k = 1; k <= n; k++) {
            double cut = cuts[n - k];
            i = firstAtLeast(s, cut, i);
            j = firstAtLeast(b, cut, j);
            roc.thresholds[k] = cut;
            roc.signalEfficiency[k] = (double) (s.length - i) / s.length;
            roc.backgroundEfficiency[k] = (double) (b.length - j) / b.length;
        }
        return roc;
    }

    /** Curve of two columns of scores without their missing values. */
    public static Roc of(NumericColumn<?> signal, NumericColumn<?> background) {
        return of(FiniteValues.present(signal), FiniteValues.present(background));
    }

    private static int firstAtLeast(double[] sorted, double cut, int from) {
        int i = from;
        while (i > 0 && sorted[i - 1] >= cut) {
            i--;
        }
        return i;
    }

    /** Area under the curve, the probability that signal scores above background (ties count half). */
    public double area() {
        double area = 0;
        for (int k = 1; k < thresholds.length; k++) {
            double step = backgroundEfficiency[k] - backgroundEfficiency[k - 1];
            area += step * 0.5 * (signalEfficiency[k] + signalEfficiency[k - 1]);
        }
        return area;
    }

    /** The points as columns {@code threshold, background_efficiency, signal_efficiency}. */
    public Table table() {
        return Table.create(
                "ROC",
                DoubleColumn.create("threshold", thresholds),
                DoubleColumn.create("background_efficiency", backgroundEfficiency),
                DoubleColumn.create("signal_efficiency", signalEfficiency));
    }
}
