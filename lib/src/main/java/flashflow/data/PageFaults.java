package flashflow.data;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Brings out what the JVM has noted about mapped pages that are gone. Up to JDK 20 it does not throw the {@link InternalError}
 * where such a page is read, but at some later point of the same thread, perhaps in a caller's code.
 */
final class PageFaults {
    private static final int ROUNDS = 3;

    private PageFaults() {}

    /** Makes this thread throw its pending error, if there is one, and drops it. The caller reports the file instead. */
    static void settle() {
        for (int i = 0; i < ROUNDS; i++) {
            try {
                stopInALoop();
            } catch (InternalError e) {
                return;
            }
        }
    }

    /**
     * The JVM throws pending errors where it stops a thread in a loop of Java code, and it stops a thread to look at its
     * stack. So another thread waits for the loop, looks, and ends it.
     */
    private static void stopInALoop() {
        var stopped = Thread.currentThread();
        var step = new AtomicInteger();
        var looking = new Thread(
                () -> {
                    while (step.get() == 0) {
                        Thread.onSpinWait();
                    }
                    stopped.getStackTrace();
                    step.set(2);
                },
                "flashflow-safepoint");
        looking.setDaemon(true);
        looking.start();
        try {
            while (step.get() < 2) {
                step.compareAndSet(0, 1);
            }
        } finally {
            step.compareAndSet(0, 1);
        }
    }
}
