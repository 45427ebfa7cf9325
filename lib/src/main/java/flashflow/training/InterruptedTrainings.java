package flashflow.training;

import flashflow.flow.density.ConditionalDensity;
import flashflow.training.checkpoint.DataFingerprint;
import flashflow.training.checkpoint.SettingsChange;
import flashflow.training.state.SavedState;
import flashflow.training.state.TrainingSettings;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Consumer;

/**
 * Trainings that were interrupted, by what they train, so that the next {@code fit} goes on from there even where the cell that
 * made the {@link Training} was run again. Holds nothing that holds it.
 */
final class InterruptedTrainings {
    private static final Map<ConditionalDensity, Past> KEPT = new WeakHashMap<>();
    private static final Map<ConditionalDensity, Object> TURNS = new WeakHashMap<>();

    private InterruptedTrainings() {}

    /**
     * What a training of that density holds while it runs. A notebook's stop button ends the cell at once and leaves the training a
     * moment to end its batch; the next cell's training waits for it here.
     */
    static synchronized Object turn(ConditionalDensity density) {
        return TURNS.computeIfAbsent(density, any -> new Object());
    }

    static synchronized void keep(
            ConditionalDensity density, TrainingSettings settings, DataFingerprint data, SavedState state) {
        KEPT.put(density, new Past(settings, data, state));
    }

    /** The past of that density if settings and data are the same; a training with others begins anew, which is told. */
    static synchronized Optional<Past> take(
            ConditionalDensity density, TrainingSettings settings, DataFingerprint data, Consumer<String> warn) {
        var past = KEPT.remove(density);
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
