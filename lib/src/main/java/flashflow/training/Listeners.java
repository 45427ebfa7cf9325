package flashflow.training;

import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** All listeners of one training; one that fails is left out from then on, and the training goes on. */
final class Listeners {
    private final List<TrainingListener> listening;

    /** Those that were given; if there are none, the notebook's or plain lines. */
    Listeners(List<TrainingListener> given) {
        listening = new java.util.ArrayList<>(given.isEmpty() ? List.of(standard()) : given);
    }

    private static TrainingListener standard() {
        for (var provider : ServiceLoader.load(TrainingListener.Provider.class, Listeners.class.getClassLoader())) {
            var listener = provider.listener();
            if (listener.isPresent()) {
                return listener.get();
            }
        }
        return new PlainListener(System.out);
    }

    void tell(Consumer<TrainingListener> message) {
        for (var listener : List.copyOf(listening)) {
            try {
                message.accept(listener);
            } catch (RuntimeException | LinkageError e) {
                listening.remove(listener);
                System.err.println("A listener of the training failed and is left out from now on: " + e);
            }
        }
    }

    void warn(String sentence) {
        tell(listener -> listener.warned(sentence));
    }
}
