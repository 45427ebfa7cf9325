package flashflow.engine;

import flashflow.FlashFlowException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Calls of the engine that may take long, by any thread. When Java ends, on a signal too, the engine's own globals are destroyed; a
 * thread that computes with them at that moment crashes the process, since Java waits for such threads no longer than 0.3 s. So
 * the end waits here for the calls in progress, and none begins any more.
 */
public final class EngineCalls {
    /** No call takes so long; one that hangs must not keep a process alive. */
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(1);

    private static final Object MONITOR = new Object();

    private static int running;

    private static boolean ended;

    private EngineCalls() {}

    /**
     * Does such a call, which makes no other one inside.
     *
     * @throws FlashFlowException where Java has been ending for a minute, in a shutdown hook that is; other threads end before
     */
    public static <T> T call(Supplier<T> work) {
        begin();
        try {
            return work.get();
        } finally {
            end();
        }
    }

    /** Makes Java's end wait; to be called once, before the first call. */
    static void endWithJava() {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(EngineCalls::finish, "flashflow-engine-end"));
        } catch (IllegalStateException e) {
            // Java is ending already, and this thread with it.
        }
    }

    private static void begin() {
        synchronized (MONITOR) {
            if (ended) {
                await(false);
                throw new FlashFlowException("Java is ending, and the engine with it; work with flows before.");
            }
            running++;
        }
    }

    private static void end() {
        synchronized (MONITOR) {
            running--;
            MONITOR.notifyAll();
        }
    }

    private static void finish() {
        synchronized (MONITOR) {
            ended = true;
            await(true);
        }
    }

    /** Until the minute is over, or for the last call. */
    private static void await(boolean lastCall) {
        long end = System.nanoTime() + PATIENCE;
        for (long left = PATIENCE; left > 0 && !(lastCall && running == 0); left = end - System.nanoTime()) {
            try {
                TimeUnit.NANOSECONDS.timedWait(MONITOR, left);
            } catch (InterruptedException e) {
                // The stop button does not stop the end.
            }
        }
    }
}
