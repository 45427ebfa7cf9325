package flashflow.engine;

import ai.djl.pytorch.jni.JniUtils;

/**
 * Threads of the engine inside of one operation. OpenMP and MKL keep their number for each calling thread; a thread that never set
 * one takes, at its first operation, the last that was set anywhere.
 */
public final class EngineThreads {
    private EngineThreads() {}

    /** How many share an operation that this thread calls for; what OMP_NUM_THREADS says, or one for each processor. */
    public static int count() {
        PyTorch.engine();
        return JniUtils.getNumThreads();
    }

    /**
     * From now on this thread does its operations alone, as suits several of them beside each other; all others, also those that are
     * yet to come, keep their number.
     */
    public static synchronized void one() {
        int before = count();
        if (before > 1) {
            JniUtils.setNumThreads(1);
            setForOthers(before);
        }
    }

    /** Sets what new threads take, by a thread that does nothing else. */
    private static void setForOthers(int count) {
        var setting = new Thread(() -> JniUtils.setNumThreads(count), "flashflow-engine-threads");
        setting.start();
        boolean interrupted = false;
        while (setting.isAlive()) {
            try {
                setting.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
