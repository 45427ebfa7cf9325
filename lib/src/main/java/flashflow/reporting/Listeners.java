package flashflow.reporting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Those who hear how some work goes. One that fails is left out from then on, and the work goes on.
 *
 * @param <L> what they are
 */
public final class Listeners<L> {
    /**
     * Where work that was given no listener finds one, by {@link ServiceLoader}.
     *
     * @param <L> what it is
     */
    public interface Provider<L> {
        /** A listener for one piece of work; empty if this provider has nothing to show it in. */
        Optional<L> listener();
    }

    private final String work;
    private final List<L> listening;

    private Listeners(String work, List<L> listening) {
        this.work = work;
        this.listening = new ArrayList<>(listening);
    }

    /**
     * The listeners of one piece of work.
     *
     * @param work its name in a message
     * @param given who shall listen; if there are none, the first that a provider has
     * @param providers asked for by the service loader
     * @param otherwise who listens if there is none at all
     */
    public static <L> Listeners<L> of(
            String work, List<L> given, Class<? extends Provider<L>> providers, Supplier<L> otherwise) {
        return new Listeners<>(work, given.isEmpty() ? List.of(standard(providers, otherwise)) : given);
    }

    private static <L> L standard(Class<? extends Provider<L>> providers, Supplier<L> otherwise) {
        for (Provider<L> provider : ServiceLoader.load(providers, Listeners.class.getClassLoader())) {
            var listener = provider.listener();
            if (listener.isPresent()) {
                return listener.get();
            }
        }
        return otherwise.get();
    }

    /** Tells each of them. */
    public void tell(Consumer<L> message) {
        for (var listener : List.copyOf(listening)) {
            try {
                message.accept(listener);
            } catch (RuntimeException | LinkageError e) {
                listening.remove(listener);
                System.err.println("A listener of the " + work + " failed and is left out from now on: " + e);
            }
        }
    }
}
