package flashflow.training;

import flashflow.data.RowSource;
import flashflow.training.state.TrainingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What to say, before a training begins, of settings that do nothing with these rows, and of rows that take no part. */
final class SettingsWarnings {
    /** Epochs of fewer rows than this share are told; what is left over at other times is in the plan. */
    private static final double LEFT_OUT = 0.25;

    private SettingsWarnings() {}

    /**
     * One sentence each.
     *
     * @param input the flow
     * @param validation null without validation rows
     */
    static List<String> of(TrainingSettings settings, DensityInput input, RowSource train, RowSource validation) {
        var sentences = new ArrayList<>(ofBatches(settings, input, train));
        var without = withoutValidation(settings);
        if (validation == null && !without.isEmpty()) {
            sentences.add(
                    "Without validation rows " + String.join(" and ", without) + "; give rows with validateOn(...).");
        }
        String column = settings.weightColumn();
        if (validation != null
                && column != null
                && RowWeights.column(validation, column).isEmpty()) {
            sentences.add("The validation rows have no column '" + column
                    + "', so that they count alike, and their NLL is not that of the weighted training rows.");
        }
        return sentences;
    }

    private static List<String> ofBatches(TrainingSettings settings, DensityInput input, RowSource train) {
        long rows = train.rowCount();
        long left = settings.keepLastBatch() ? 0 : rows % TrainingData.batchSize(train, settings);
        if (rows < settings.batchSize()) {
            return List.of(String.format(
                    Locale.ROOT,
                    "The training data have %,d rows, fewer than one batch of %,d; all of them are one batch, and an epoch is one"
                            + " update; a smaller batchSize makes more of it.",
                    rows,
                    settings.batchSize()));
        }
        if (TrainingData.leavesSingleRow(train, input, settings)) {
            return List.of(
                    "The last batch of an epoch would have a single row, from which a flow with batch norm cannot learn;"
                            + " that row, another one each time, is left out.");
        }
        return left >= LEFT_OUT * rows ? List.of(leftOut(settings, rows, left)) : List.of();
    }

    private static String leftOut(TrainingSettings settings, long rows, long left) {
        return String.format(
                Locale.ROOT,
                "Each epoch leaves out %,d of the %,d training rows, other ones each time, because they fill no batch of %,d;"
                        + " take them in with keepLastBatch() or choose another batchSize.",
                left,
                rows,
                settings.batchSize());
    }

    private static List<String> withoutValidation(TrainingSettings settings) {
        var without = new ArrayList<String>();
        if (settings.keepBest()) {
            without.add("keepBest() keeps the last weights");
        }
        if (settings.patience() > 0) {
            without.add("patience(" + settings.patience() + ") stops nothing");
        }
        if (settings.schedule().reducedAfter() > 0) {
            without.add("the learning rate is never reduced");
        }
        if (settings.validateEvery() > 0) {
            without.add("validateEvery(" + settings.validateEvery() + ") reports and validates nothing");
        }
        return without;
    }
}
