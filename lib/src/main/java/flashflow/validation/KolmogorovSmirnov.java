package flashflow.validation;

import flashflow.data.samples.FiniteValues;
import tech.tablesaw.api.NumericColumn;

/** The Kolmogorov-Smirnov distance of two samples of one column, {@code max |F_a(x) - F_b(x)|}, between 0 and 1. */
public final class KolmogorovSmirnov {
    private KolmogorovSmirnov() {}

    /**
     * Distance of two samples; ties are met correctly.
     *
     * @throws flashflow.FlashFlowException if a sample is empty or holds NaN or infinity
     */
    public static double distance(double[] a, double[] b) {
        return distanceOfSorted(FiniteValues.sorted(a, "first"), FiniteValues.sorted(b, "second"));
    }

    /** Distance of two columns without their missing values. */
    public static double distance(NumericColumn<?> a, NumericColumn<?> b) {
        return distance(FiniteValues.present(a), FiniteValues.present(b));
    }

    static double distanceOfSorted(double[] a, double[] b) {
        double largest = 0;
        for (int i = 0, j = 0; i < a.length && j < b.length; ) {
            double x = Math.min(a[i], b[j]);
            while (i < a.length && a[i] <= x) {
                i++;
            }
            while (j < b.length && b[j] <= x) {
                j++;
            }
            largest = Math.max(largest, Math.abs((double) i / a.length - (double) j / b.length));
        }
        return largest;
    }
}
