package flashflow.data;

/**
 * Brings out what the JVM has noted about mapped pages that are gone. Up to JDK 20 it does not throw the {@link InternalError}
 * where such a page is read, but at some later point of the same thread, perhaps in a caller's code.
 */
final class PageFaults {
    private PageFaults() {}

    /** Makes this thread throw its pending error, if there is one, and drops it. The caller reports the file instead. */
    static void settle() {
        try {
            passSafepoint();
        } catch (InternalError e) {
            // This is the one that was to come out.
        }
    }

    /** The JVM throws pending errors in loops that it stops, and it stops all of them to look at a thread's stack. */
    private static void passSafepoint() {
        var stopped = Thread.currentThread();
        var looking = new Thread(stopped::getStackTrace, "flashflow-safepoint");
        looking.setDaemon(true);
        looking.start();
        while (looking.isAlive()) {
            Thread.onSpinWait();
        }
    }
}
