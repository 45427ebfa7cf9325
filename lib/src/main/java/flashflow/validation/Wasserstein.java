package flashflow.validation;

import flashflow.FlashFlowException;
import flashflow.data.Magnitude;
import flashflow.data.samples.FiniteValues;
import java.util.Arrays;
import tech.tablesaw.api.NumericColumn;

/**
 * The Wasserstein-1 distance between two samples of one column, {@code W1 = integral |F_a(x) - F_b(x)| dx}, in the units of
 * the column; O(n log n). It is 0 for equal samples, and |s| for a sample and itself shifted by s.
 */
public final class Wasserstein {
    private Wasserstein() {}

    /**
     * Distance of two samples; their sizes may differ.
     *
     * @param a first sample, at least one value, all finite
     * @param b second sample, at least one value, all finite
     * @throws FlashFlowException if a sample is empty or holds NaN or infinity
     */
    public static double distance(double[] a, double[] b) {
        return distanceOfSorted(FiniteValues.sorted(a, "first"), FiniteValues.sorted(b, "second"));
    }

    /** Distance of two columns without their missing values; see {@link #distance(double[], double[])}. */
    public static double distance(NumericColumn<?> a, NumericColumn<?> b) {
        return distance(FiniteValues.present(a), FiniteValues.present(b));
    }

    /**
     * Distance of two weighted samples. Weights are relative: each sample is normalised to one. Negative weights, as event
     * generators give them, count negatively.
     *
     * @param a first sample, finite values
     * @param weightsOfA one finite weight for each value of a, with a positive sum
     * @param b second sample, finite values
     * @param weightsOfB one finite weight for each value of b, with a positive sum
     * @throws FlashFlowException if a sample is empty or not finite, or its weights do not sum to more than 0
     */
    public static double distance(double[] a, double[] weightsOfA, double[] b, double[] weightsOfB) {
        var first = WeightedSample.of(a, weightsOfA);
        var second = WeightedSample.of(b, weightsOfB);
        double[] edges = Arrays.copyOf(first.values(), a.length + b.length);
        System.arraycopy(second.values(), 0, edges, a.length, b.length);
        Arrays.sort(edges);
        int exponent = Magnitude.exponent(edges[0], edges[edges.length - 1]);
        double sum = 0;
        for (int e = 0, i = 0, j = 0; e < edges.length - 1; e++) {
            i = first.countUpTo(edges[e], i);
            j = second.countUpTo(edges[e], j);
            sum += Math.abs(first.cumulative(i) - second.cumulative(j))
                    * (Math.scalb(edges[e + 1], exponent) - Math.scalb(edges[e], exponent));
        }
        return Math.scalb(sum, -exponent);
    }

    /** Distance of two samples that are already sorted and known to be finite. */
    static double distanceOfSorted(double[] a, double[] b) {
        int exponent = Magnitude.exponent(a[0], a[a.length - 1], b[0], b[b.length - 1]);
        return Math.scalb(near(Magnitude.scaled(a, exponent), Magnitude.scaled(b, exponent)), -exponent);
    }

    private static double near(double[] a, double[] b) {
        if (a.length == b.length) {
            return meanDifference(a, b);
        }
        double sum = 0;
        double x = Math.min(a[0], b[0]);
        for (int i = 0, j = 0; i < a.length || j < b.length; ) {
            boolean fromA = j == b.length || (i < a.length && a[i] <= b[j]);
            double next = fromA ? a[i] : b[j];
            sum += Math.abs((double) i / a.length - (double) j / b.length) * (next - x);
            x = next;
            i += fromA ? 1 : 0;
            j += fromA ? 0 : 1;
        }
        return sum;
    }

    private static double meanDifference(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum / a.length;
    }
}
