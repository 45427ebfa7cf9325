package flashflow.training.checkpoint;

import flashflow.provenance.Release;
import flashflow.provenance.TrainingRecord;
import flashflow.training.state.History;
import flashflow.training.state.TrainingSettings;
import flashflow.training.state.TrainingState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What a model's file says of its training. */
public final class RecordedTraining {
    /** Of longer histories equally spaced reports are kept: a model file stays small. */
    private static final int MOST_REPORTS = 500;

    /** These depend on the machine's load, and equal trainings are to give equal files. */
    private static final Set<String> TIMES = Set.of("rows_per_s", "waiting_share", "seconds");

    private RecordedTraining() {}

    /**
     * Of a training as it stands.
     *
     * @param bestWeights whether the model has the weights of the best validation
     */
    public static TrainingRecord of(
            TrainingSettings settings, DataFingerprint data, TrainingState state, boolean bestWeights) {
        var position = state.position();
        return new TrainingRecord(
                Release.running(),
                CheckpointFormat.engine(state.learner().density().device()),
                data.rows(),
                data.files(),
                data.validationRows(),
                texts(settings),
                position.epoch(),
                position.updates(),
                position.rejected(),
                position.bestNll(),
                position.bestEpoch(),
                bestWeights,
                position.outcome(settings.epochs()).toString(),
                state.history().size(),
                columns(state.history()));
    }

    private static Map<String, String> texts(TrainingSettings settings) {
        return settings.named().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().toString(),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    private static Map<String, double[]> columns(History history) {
        int[] reports = TrainingRecord.spaced(history.size(), MOST_REPORTS);
        var columns = new LinkedHashMap<String, double[]>();
        for (int c = 0; c < History.COLUMNS.size(); c++) {
            int column = c;
            double[] values = IntStream.of(reports)
                    .mapToDouble(report -> history.report(report)[column])
                    .toArray();
            boolean known = DoubleStream.of(values).anyMatch(value -> !Double.isNaN(value));
            if (known && !TIMES.contains(History.COLUMNS.get(c))) {
                columns.put(History.COLUMNS.get(c), values);
            }
        }
        return columns;
    }
}
