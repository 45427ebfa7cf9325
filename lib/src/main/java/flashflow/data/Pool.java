package flashflow.data;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * Working memory that is used again, by any thread. What is never given back is left to the garbage collector. Not bound to
 * threads: those of Java's common pool forget what was bound to them after every task.
 */
public final class Pool<T> {
    private final Supplier<T> make;
    private final BlockingQueue<T> free;

    /**
     * Without any at first.
     *
     * @param kept how many lie ready at most
     * @param make makes one where none lies ready
     */
    public Pool(int kept, Supplier<T> make) {
        this.make = make;
        this.free = new LinkedBlockingQueue<>(kept);
    }

    /** For as many threads as there are processors. */
    public static <T> Pool<T> ofThreads(Supplier<T> make) {
        return new Pool<>(Runtime.getRuntime().availableProcessors() + 1, make);
    }

    /** One that lies ready, or a new one; it belongs to the caller. */
    public T take() {
        T found = free.poll();
        return found != null ? found : make.get();
    }

    /** Lays one ready for whoever takes next. */
    public void give(T spare) {
        free.offer(spare);
    }
}
