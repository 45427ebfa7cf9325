package flashflow.training;

import flashflow.data.WorkInterrupted;
import flashflow.data.loading.BatchLoader;
import flashflow.data.loading.LoadedBatch;

/**
 * The wish to stop: an interrupt of the thread that trains, as a notebook's stop button makes it, taken once and kept here; or a pause
 * that was asked for beforehand.
 */
final class Interrupt {
    private final int pauseAfter;
    private boolean requested;

    /** @param pauseAfter epochs after which there is a pause */
    Interrupt(int pauseAfter) {
        this.pauseAfter = pauseAfter;
    }

    /** Whether a training of so many epochs pauses. */
    boolean pausesAt(int epoch) {
        return epoch >= pauseAfter;
    }

    /** Whether there was one; the thread's own flag is cleared, because it would break the writing of files. */
    boolean requested() {
        requested |= Thread.interrupted();
        return requested;
    }

    /** The next batch; null at the end and when an interrupt came, even while waiting. */
    <T extends LoadedBatch> T next(BatchLoader.Epoch<T> epoch) {
        if (requested()) {
            return null;
        }
        try {
            return epoch.next();
        } catch (WorkInterrupted e) {
            requested = true;
            return null;
        }
    }
}
