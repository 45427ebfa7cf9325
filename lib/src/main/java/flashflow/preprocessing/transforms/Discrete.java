package flashflow.preprocessing.transforms;

import flashflow.FlashFlowException;
import flashflow.data.Normal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A column of values that are counted, not measured: value k of share p_k becomes uniform in its stretch [P_(k-1), P_k) of the
 * cumulative shares, and then the normal quantile of that. So the column comes out as N(0, 1), and the inverse gives the values
 * that occur and no others, as often as the flow says: what it puts into the stretch of a value is that value's probability. A
 * value that is not listed comes to stand between its neighbours, has probability 0 and is counted.
 *
 * @param values in rising order; empty until it is fitted
 * @param shares of the values, positive, summing to 1
 */
public record Discrete(List<Double> values, List<Double> shares) implements Transform {
    /** So many values can be fitted; a column of more is as good as measured. */
    public static final int MOST = 256;

    private static final double SUM = 1e-9;

    /** Keeps what lies before the first value and after the last finite. */
    private static final double OUTERMOST = 1e-9;

    /** Checks the order of the values and the sum of the shares. */
    public Discrete {
        values = List.copyOf(values);
        shares = List.copyOf(shares);
        double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
        if (values.size() != shares.size()
                || shares.stream().anyMatch(share -> !(share > 0))
                || !values.isEmpty() && Math.abs(sum - 1) > SUM) {
            throw new FlashFlowException("Discrete values need one positive share each, which sum to 1, not " + shares
                    + " for " + values + ".");
        }
        for (int i = 1; i < values.size(); i++) {
            if (!(values.get(i - 1) < values.get(i))) {
                throw new FlashFlowException("Discrete values have to rise, and these do not: " + values + ".");
            }
        }
    }

    /** Values and shares come with the data, over all rows of the fit. */
    public static Discrete unfitted() {
        return new Discrete(List.of(), List.of());
    }

    /**
     * With shares as in a count.
     *
     * @param values in rising order
     * @param counts of each value, positive
     */
    public static Discrete of(double[] values, long[] counts) {
        double total = LongStream.of(counts).sum();
        return new Discrete(
                Numbers.list(values),
                LongStream.of(counts).mapToObj(count -> count / total).toList());
    }

    @Override
    public boolean isFitted() {
        return !values.isEmpty();
    }

    @Override
    public boolean isNoisy() {
        return true;
    }

    /** P_0 = 0 to P_K = 1. */
    private double[] edges() {
        double[] edges = new double[values.size() + 1];
        for (int k = 0; k < values.size(); k++) {
            edges[k + 1] = edges[k] + shares.get(k);
        }
        edges[values.size()] = 1;
        return edges;
    }

    private double[] sorted() {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public void forward(double[] x, int n, Rows rows) {
        double[] sorted = sorted();
        double[] edges = edges();
        for (int i = 0; i < n; i++) {
            int k = index(sorted, x[i]);
            double u = k >= 0
                    ? edges[k] + (edges[k + 1] - edges[k]) * rows.uniform(i)
                    : Math.min(Math.max(edges[-k - 1], OUTERMOST), 1 - OUTERMOST);
            x[i] = Double.isNaN(x[i]) ? Double.NaN : Normal.quantile(u);
        }
    }

    @Override
    public void inverse(double[] y, int n) {
        double[] sorted = sorted();
        double[] edges = edges();
        for (int i = 0; i < n; i++) {
            y[i] = Double.isNaN(y[i]) ? Double.NaN : sorted[stretch(edges, y[i])];
        }
    }

    private static int stretch(double[] edges, double y) {
        int found = Arrays.binarySearch(edges, Normal.below(y));
        return Math.min(found >= 0 ? found : -found - 2, edges.length - 2);
    }

    /** Where a value stands, as {@link Arrays#binarySearch} says it; up to its rounding to float32. */
    private static int index(double[] sorted, double x) {
        int found = Arrays.binarySearch(sorted, x + 0.0);
        if (found >= 0) {
            return found;
        }
        int above = -found - 1;
        if (above < sorted.length && isRounded(sorted[above], x)) {
            return above;
        }
        return above > 0 && isRounded(sorted[above - 1], x) ? above - 1 : found;
    }

    private static boolean isRounded(double value, double x) {
        return (float) value == (float) x;
    }

    /** Marks the values that are not listed. */
    public void markNotAllowed(double[] x, int n, boolean[] marks) {
        double[] sorted = sorted();
        for (int i = 0; i < n; i++) {
            marks[i] |= index(sorted, x[i]) < 0;
        }
    }

    /** What came before is forgotten: the column is measured as N(0, 1). */
    @Override
    public void addLogDerivatives(double[] x, int n, double[] sums) {
        Arrays.fill(sums, 0, n, 0);
    }

    /** log of p_k over the normal density: the noise's density is the normal one, cut to the stretch. */
    @Override
    public void addContributions(double[] x, double[] y, int n, double[] sums) {
        double[] sorted = sorted();
        for (int i = 0; i < n; i++) {
            int k = index(sorted, x[i]);
            sums[i] = k < 0 || sums[i] == Double.NEGATIVE_INFINITY
                    ? Double.NEGATIVE_INFINITY
                    : Math.log(shares.get(k)) - Normal.logDensity(y[i]);
        }
    }

    @Override
    public TransformKind kind() {
        return TransformKind.DISCRETE;
    }

    @Override
    public String formula() {
        if (!isFitted()) {
            return "discrete (values to be counted)";
        }
        String listed = values.size() <= 8
                ? Numbers.join(values)
                : values.size() + " values from " + Numbers.shortest(values.get(0)) + " to "
                        + Numbers.shortest(values.get(values.size() - 1));
        return "discrete " + listed + " by their shares to N(0, 1)";
    }

    /** Normal quantile of the middle of each value's stretch, in order; what stands for the noise where there is none. */
    public double[] middles() {
        double[] edges = edges();
        return IntStream.range(0, values.size())
                .mapToDouble(k -> Normal.quantile(0.5 * (edges[k] + edges[k + 1])))
                .toArray();
    }
}
