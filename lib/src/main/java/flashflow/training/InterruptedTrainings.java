package flashflow.training;

import flashflow.flow.SplineFlow;
import flashflow.training.checkpoint.DataFingerprint;
import flashflow.training.checkpoint.SettingsChange;
import flashflow.training.state.SavedState;
import flashflow.training.state.TrainingSettings;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Consumer;

/**
 * Trainings that were interrupted, by their flow, so that the next {@code fit} goes on from there even where the cell that
 * made the {@link Training} was run again. Holds nothing that holds the flow.
 */
final class InterruptedTrainings {
    private static final Map<SplineFlow, Past> KEPT = new WeakHashMap<>();
    private static final Map<SplineFlow, Object> TURNS = new WeakHashMap<>();

    private InterruptedTrainings() {}

    /**
     * What a training of that flow holds while it runs. A notebook's stop button ends the cell at once and leaves the training a
     * moment to end its batch; the next cell's training waits for it here.
     */
    static synchronized Object turn(SplineFlow flow) {
        return TURNS.computeIfAbsent(flow, any -> new Object());
    }

    static synchronized void keep(SplineFlow flow, TrainingSettings settings, DataFingerprint data, SavedState state) {
        KEPT.put(flow, new Past(settings, data, state));
    }

    /** The past of that flow if settings and data are the same; a training with others begins anew, which is told. */
    static synchronized Optional<Past> take(
            SplineFlow flow, TrainingSettings settings, DataFingerprint data, Consumer<String> warn) {
        var past = KEPT.remove(flow);
        if (past == null) {
            return Optional.empty();
        }
        String difference = difference(past, settings, data);
        if (difference != null) {
            warn.accept("The interrupted training of this flow is not gone on with: " + difference
                    + ". A new training begins, with the weights that the flow has.");
        }
        return Optional.of(past).filter(any -> difference == null);
    }

    private static String difference(Past past, TrainingSettings settings, DataFingerprint data) {
        String refusal = past.data().refusal(data);
        if (refusal != null || SettingsChange.isNone(past.settings(), settings)) {
            return refusal;
        }
        String change = SettingsChange.refusal(past.settings(), settings);
        return change != null ? change : "this training has " + SettingsChange.first(past.settings(), settings);
    }
}
