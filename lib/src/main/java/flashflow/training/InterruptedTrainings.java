package flashflow.training;

import flashflow.flow.SplineFlow;
import flashflow.training.checkpoint.DataFingerprint;
import flashflow.training.checkpoint.SettingsChange;
import flashflow.training.state.SavedState;
import flashflow.training.state.TrainingSettings;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * Trainings that were interrupted, by their flow, so that the next {@code fit} goes on from there even where the cell that
 * made the {@link Training} was run again. Holds nothing that holds the flow.
 */
final class InterruptedTrainings {
    private record Kept(TrainingSettings settings, DataFingerprint data, SavedState state) {
        boolean isOf(TrainingSettings others, DataFingerprint otherData) {
            return data.refusal(otherData) == null && SettingsChange.isNone(settings, others);
        }
    }

    private static final Map<SplineFlow, Kept> KEPT = new WeakHashMap<>();
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
        KEPT.put(flow, new Kept(settings, data, state));
    }

    /** The state of that flow if settings and data are the same; a training with others begins anew. */
    static synchronized Optional<SavedState> take(SplineFlow flow, TrainingSettings settings, DataFingerprint data) {
        return Optional.ofNullable(KEPT.remove(flow))
                .filter(kept -> kept.isOf(settings, data))
                .map(Kept::state);
    }
}
