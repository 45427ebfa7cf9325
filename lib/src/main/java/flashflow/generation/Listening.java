package flashflow.generation;

import java.util.ServiceLoader;
import java.util.function.Consumer;

/** The listener of one generation; if it fails it is left out from then on, and the generation goes on. */
final class Listening {
    private GenerationListener listener;

    /** @param given null for the notebook's, or plain lines */
    Listening(GenerationListener given) {
        this.listener = given == null ? standard() : given;
    }

    private static GenerationListener standard() {
        var loader = Listening.class.getClassLoader();
        for (var provider : ServiceLoader.load(GenerationListener.Provider.class, loader)) {
            var found = provider.listener();
            if (found.isPresent()) {
                return found.get();
            }
        }
        return new PlainListener(System.out);
    }

    void tell(Consumer<GenerationListener> message) {
        try {
            message.accept(listener);
        } catch (RuntimeException | LinkageError e) {
            listener = new GenerationListener() {};
            System.err.println("The listener of the generation failed and is left out from now on: " + e);
        }
    }
}
