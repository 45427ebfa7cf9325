package flashflow.suggestion;

import flashflow.data.RowSource;
import flashflow.data.regression.QuantilePlace;
import flashflow.data.regression.RegressionSums;
import flashflow.preprocessing.Fit;
import flashflow.preprocessing.Preprocessing;
import java.util.Arrays;
import java.util.List;

/**
 * What of the data decides which flow suits them, after their preprocessing.
 *
 * @param rows that can be used
 * @param context C, number of context columns
 * @param targets D, number of target columns
 * @param bounded how many of the targets lie between bounds, as normal quantiles
 * @param reach absolute value that one of a thousand values of the targets passes; with context, of what a regression on it leaves of
 *     them, in deviations
 */
public record DataShape(long rows, int context, int targets, int bounded, double reach) {
    private static final int STRETCHES = 16;
    private static final int STRETCH = 4096;
    private static final double WITHIN = 0.999;

    /** That of targets on the whole line. */
    public DataShape(long rows, int context, int targets, double reach) {
        this(rows, context, targets, 0, reach);
    }

    /**
     * That of the rows of a source; looks at 65,536 of them, from all over it.
     *
     * @param preprocessing is fitted to them first where it was fitted to nothing yet, without being changed
     */
    public static DataShape of(Preprocessing preprocessing, RowSource data) {
        var fitted = preprocessing.fit().isPresent() ? preprocessing : preprocessing.fit(data);
        boolean dropped =
                fitted != preprocessing && fitted.fit().map(Fit::dropped).orElse(0L) > 0;
        var rows = fitted.rows(dropped ? fitted.usable(data) : data);
        var layout = rows.layout();
        var places = fitted.targetPlaces();
        int bounded = (int) places.stream().filter(QuantilePlace::isBounded).count();
        return new DataShape(
                rows.rowCount(), layout.context().size(), layout.targets().size(), bounded, reach(rows, places));
    }

    private static double reach(RowSource rows, List<QuantilePlace> places) {
        long count = Math.min(rows.rowCount(), (long) STRETCHES * STRETCH);
        int stretches = count < rows.rowCount() ? STRETCHES : 1;
        int length = (int) (count / stretches);
        int context = rows.layout().context().size();
        float[] values = new float[stretches * length * rows.width()];
        for (int i = 0; i < stretches; i++) {
            long first = (rows.rowCount() - length) * i / Math.max(1, stretches - 1);
            rows.read(first, length, values, i * length * rows.width());
        }
        double[] sizes = context == 0 ? sizes(values) : residuals(values, context, places);
        Arrays.sort(sizes);
        return sizes[(int) (WITHIN * (sizes.length - 1))];
    }

    private static double[] sizes(float[] values) {
        double[] sizes = new double[values.length];
        Arrays.setAll(sizes, i -> Math.abs(values[i]));
        return sizes;
    }

    /** As a flow with a shift by the context sees the targets. */
    private static double[] residuals(float[] values, int context, List<QuantilePlace> places) {
        int targets = places.size();
        int width = context + targets;
        var sums = new RegressionSums(context, places);
        for (int from = 0; from < values.length; from += width) {
            sums.add(values, from, 1);
        }
        var regression = sums.regression();
        double[] sizes = new double[values.length / width * targets];
        Arrays.setAll(sizes, i -> Math.abs(regression.residual(values, i / targets * width, i % targets)));
        return sizes;
    }
}
