package flashflow.flow.density;

import flashflow.FlashFlowException;
import java.lang.ref.Cleaner;
import java.util.function.Supplier;

/**
 * Memory of the engine that belongs to a Java object. It is freed once: after its owner was closed, or can no longer be reached
 * (a notebook's cell that was run again), and after the last use has ended. So no thread frees what another one works with.
 */
public final class NativeMemory implements AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create();

    private final Counted counted;
    private final Cleaner.Cleanable cleanable;

    /**
     * Registers its owner.
     *
     * @param owner whose memory it is
     * @param name of the owner in a sentence, such as "flow"
     * @param free frees the memory, on any thread; must not hold the owner
     */
    public NativeMemory(Object owner, String name, Runnable free) {
        counted = new Counted(name, free);
        cleanable = CLEANER.register(owner, counted);
    }

    /**
     * Begins a use, which keeps the memory until it is closed.
     *
     * @throws FlashFlowException if the owner was closed
     */
    public Use use() {
        counted.begin();
        return counted::end;
    }

    /** Does something that uses the memory. */
    public <T> T during(Supplier<T> work) {
        counted.begin();
        try {
            return work.get();
        } finally {
            counted.end();
        }
    }

    /**
     * Says that the owner is closed where it is.
     *
     * @throws FlashFlowException then
     */
    public void check() {
        counted.check();
    }

    /** Refuses further uses, and frees the memory when the last one has ended. */
    @Override
    public void close() {
        cleanable.clean();
    }

    /** A use of memory, ended by {@link #close}, once. */
    @FunctionalInterface
    public interface Use extends AutoCloseable {
        @Override
        void close();
    }

    private static final class Counted implements Runnable {
        private final String name;
        private final Runnable free;
        private int uses;
        private boolean closed;

        Counted(String name, Runnable free) {
            this.name = name;
            this.free = free;
        }

        synchronized void check() {
            if (closed) {
                throw new FlashFlowException(
                        "This " + name
                                + " was closed and its memory is given back; make or load it again, and close it after its last use.");
            }
        }

        synchronized void begin() {
            check();
            uses++;
        }

        void end() {
            if (lastEnded()) {
                free.run();
            }
        }

        private synchronized boolean lastEnded() {
            uses--;
            return uses == 0 && closed;
        }

        /** The owner is closed or unreachable; called once. */
        @Override
        public void run() {
            if (close()) {
                free.run();
            }
        }

        private synchronized boolean close() {
            closed = true;
            return uses == 0;
        }
    }
}
