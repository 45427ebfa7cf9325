package flashflow.training;

import flashflow.data.RowSource;
import flashflow.data.loading.BatchLoader;
import flashflow.data.loading.LoaderConfig;
import flashflow.data.loading.RowBatch;
import flashflow.data.regression.ContextRegression;
import flashflow.data.regression.QuantilePlace;
import flashflow.data.regression.RegressionSums;
import flashflow.flow.FlowValues;
import flashflow.flow.SplineFlow;
import flashflow.flow.kernels.KernelLists.Shift;
import flashflow.preprocessing.Preprocessing;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The shift by the context of a flow that begins its first training, fitted to the training rows. */
final class ContextShift {
    private static final int BATCH = 4096;

    private final SplineFlow flow;
    private final DensityInput input;
    private final FlowValues values;
    private final List<QuantilePlace> places;

    private ContextShift(SplineFlow flow, DensityInput input, List<QuantilePlace> places) {
        this.flow = flow;
        this.input = input;
        this.places =
                isTruncated(flow) ? places : Collections.nCopies(flow.config().targets(), QuantilePlace.NONE);
        this.values = flow.values();
    }

    /**
     * Fits it, where a flow is trained that has one which is not fitted yet. Rows of negative weight count by its size.
     *
     * @param rows have the columns of the input
     * @param preprocessing by which they come, which knows the bounds; null for none
     */
    static void fit(DensityInput input, RowSource rows, RowWeights weights, Preprocessing preprocessing) {
        if (input.density() instanceof SplineFlow flow) {
            var places = preprocessing == null
                    ? Collections.nCopies(flow.config().targets(), QuantilePlace.NONE)
                    : preprocessing.targetPlaces();
            new ContextShift(flow, input, places).fit(rows, weights);
        }
    }

    private static boolean isTruncated(SplineFlow flow) {
        return flow.config().contextShift() && flow.config().truncatedShift();
    }

    private void fit(RowSource rows, RowWeights weights) {
        if (isWanted()) {
            set(regression(rows, weights));
        }
    }

    private boolean isWanted() {
        return flow.layout().statistic(name(Shift.WEIGHT)) != null && isUnfitted();
    }

    /** All are zeros, and the deviations ones. */
    private boolean isUnfitted() {
        for (var tensor : Shift.values()) {
            for (int i = 0; i < size(tensor); i++) {
                if (values.statistics()[at(tensor) + i] != (tensor == Shift.DEVIATION ? 1 : 0)) {
                    return false;
                }
            }
        }
        return true;
    }

    private ContextRegression regression(RowSource rows, RowWeights weights) {
        var sums = new RegressionSums(flow.config().context(), places);
        try (var loader = input.loader(
                        input.chosen(rows), LoaderConfig.inOrder(BATCH).cacheBytes(0));
                BatchLoader.Epoch<RowBatch> epoch = loader.epoch(0, 0)) {
            for (RowBatch batch = epoch.next(); batch != null; batch = epoch.next()) {
                add(batch, weights, sums);
            }
        }
        return sums.regression();
    }

    private static void add(RowBatch batch, RowWeights weights, RegressionSums sums) {
        try (batch) {
            float[] values = new float[batch.size() * batch.width()];
            batch.rows().get(values);
            long[] rows = batch.rowIndices();
            for (int r = 0; r < rows.length; r++) {
                sums.add(values, r * batch.width(), Math.abs(weights.of(rows[r])));
            }
        }
    }

    private void set(ContextRegression found) {
        float[] statistics = values.statistics().clone();
        int context = flow.config().context();
        for (int t = 0; t < flow.config().targets(); t++) {
            double[] weights = found.weights(t);
            for (int c = 0; c < context; c++) {
                statistics[at(Shift.WEIGHT) + t * context + c] = (float) weights[c];
            }
            statistics[at(Shift.BIAS) + t] = (float) found.bias(t);
            statistics[at(Shift.DEVIATION) + t] = (float) found.deviation(t);
            statistics[at(Shift.LOWEST) + t] = (float) found.lowest(t);
            statistics[at(Shift.HIGHEST) + t] = (float) found.highest(t);
            if (isTruncated(flow)) {
                statistics[at(Shift.SPREAD) + t] = (float) found.place(t).spread();
                statistics[at(Shift.CENTRE) + t] = (float) found.place(t).centre();
            }
        }
        flow.set(values.parameters(), statistics, values.permutations());
    }

    private int at(Shift tensor) {
        return (int) flow.layout().statistic(name(tensor)).offset();
    }

    private int size(Shift tensor) {
        return (int) flow.layout().statistic(name(tensor)).size();
    }

    private static String name(Shift tensor) {
        return "shift." + tensor.name().toLowerCase(Locale.ROOT);
    }
}
