package flashflow.training.state;

import flashflow.FlashFlowException;

/**
 * When checkpoints are written, and how many stay.
 *
 * @param everyEpochs epochs from one to the next, at least 1
 * @param everySeconds seconds after which one is written in the middle of an epoch; 0 for never
 * @param keep how many of the newest stay, at least 1; the best one stays besides
 */
public record CheckpointPolicy(int everyEpochs, double everySeconds, int keep) {
    /** Refuses what cannot be. */
    public CheckpointPolicy {
        if (everyEpochs < 1 || keep < 1 || !(everySeconds >= 0)) {
            throw new FlashFlowException("Checkpoints: every " + everyEpochs + " epochs or " + everySeconds
                    + " seconds, keeping " + keep + ", cannot be; give at least 1 epoch and keep at least 1.");
        }
    }

    /** After each epoch, keeping two. */
    static CheckpointPolicy standard() {
        return new CheckpointPolicy(1, 0, 2);
    }

    /** A copy with so many epochs from one to the next. */
    public CheckpointPolicy every(int epochs) {
        return new CheckpointPolicy(epochs, everySeconds, keep);
    }

    /** A copy with so much time from one to the next. */
    public CheckpointPolicy everySeconds(double seconds) {
        return new CheckpointPolicy(everyEpochs, seconds, keep);
    }

    /** A copy that keeps so many. */
    public CheckpointPolicy keep(int newest) {
        return new CheckpointPolicy(everyEpochs, everySeconds, newest);
    }
}
