package flashflow.training;

import flashflow.reporting.Listeners;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What one training says: to its listeners, and of warnings to its result. */
final class TrainingLog {
    private final Listeners<TrainingListener> listeners;
    private final List<String> warnings = new ArrayList<>();

    TrainingLog(List<TrainingListener> given) {
        listeners =
                Listeners.of("training", given, TrainingListener.Provider.class, () -> new PrintedTraining(System.out));
    }

    void tell(Consumer<TrainingListener> message) {
        listeners.tell(message);
    }

    void warn(String sentence) {
        warnings.add(sentence);
        tell(listener -> listener.warned(sentence));
    }

    List<String> warnings() {
        return warnings;
    }
}
