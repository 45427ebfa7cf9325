package flashflow.suggestion;

import flashflow.data.RowSource;
import flashflow.data.regression.RegressionSums;
import flashflow.preprocessing.Fit;
import flashflow.preprocessing.Preprocessing;
import java.util.Arrays;

/**
 * What of the data decides which flow suits them, after their preprocessing.
 *
 * @param rows that can be used
 * @param context C, number of context columns
 * @param targets D, number of target columns
 * @param reach absolute value that one of a thousand values of the targets passes; with context, of their differences from a linear
 *     regression on it, in deviations
 */
public record DataShape(long rows, int context, int targets, double reach) {
    private static final int STRETCHES = 16;
    private static final int STRETCH = 4096;
    private static final double WITHIN = 0.999;

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
        return new DataShape(
                rows.rowCount(), layout.context().size(), layout.targets().size(), reach(rows));
    }

    private static double reach(RowSource rows) {
        long count = Math.min(rows.rowCount(), (long) STRETCHES * STRETCH);
        int stretches = count < rows.rowCount() ? STRETCHES : 1;
        int length = (int) (count / stretches);
        int context = rows.layout().context().size();
        int targets = rows.layout().targets().size();
        float[] values = new float[stretches * length * rows.width()];
        for (int i = 0; i < stretches; i++) {
            long first = (rows.rowCount() - length) * i / Math.max(1, stretches - 1);
            rows.read(first, length, values, i * length * rows.width());
        }
        double[] sizes = context == 0 ? sizes(values) : residuals(values, context, targets);
        Arrays.sort(sizes);
        return sizes[(int) (WITHIN * (sizes.length - 1))];
    }

    private static double[] sizes(float[] values) {
        double[] sizes = new double[values.length];
        Arrays.setAll(sizes, i -> Math.abs(values[i]));
        return sizes;
    }

    /** As a flow with a shift by the context sees the targets. */
    private static double[] residuals(float[] values, int context, int targets) {
        int width = context + targets;
        var sums = new RegressionSums(context, targets);
        for (int from = 0; from < values.length; from += width) {
            sums.add(values, from, 1);
        }
        var regression = sums.regression();
        double[] sizes = new double[values.length / width * targets];
        Arrays.setAll(sizes, i -> Math.abs(regression.residual(values, i / targets * width, i % targets)));
        return sizes;
    }
}
