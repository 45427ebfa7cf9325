package flashflow.training;

import flashflow.FlashFlowException;
import java.nio.file.Path;

/**
 * Where and when checkpoints are written.
 *
 * @param folder null for none
 * @param everyEpochs epochs from one to the next, at least 1
 * @param everySeconds seconds after which one is written in the middle of an epoch; 0 for never
 * @param keep how many of the newest stay, at least 1; the best one stays besides
 */
record CheckpointPolicy(Path folder, int everyEpochs, double everySeconds, int keep) {
    CheckpointPolicy {
        if (everyEpochs < 1 || keep < 1 || !(everySeconds >= 0)) {
            throw new FlashFlowException("Checkpoints: every " + everyEpochs + " epochs or " + everySeconds
                    + " seconds, keeping " + keep + ", cannot be; give at least 1 epoch and keep at least 1.");
        }
    }

    static CheckpointPolicy none() {
        return new CheckpointPolicy(null, 1, 0, 2);
    }

    CheckpointPolicy in(Path place) {
        return new CheckpointPolicy(place, everyEpochs, everySeconds, keep);
    }

    CheckpointPolicy every(int epochs) {
        return new CheckpointPolicy(folder, epochs, everySeconds, keep);
    }

    CheckpointPolicy everySeconds(double seconds) {
        return new CheckpointPolicy(folder, everyEpochs, seconds, keep);
    }

    CheckpointPolicy keep(int newest) {
        return new CheckpointPolicy(folder, everyEpochs, everySeconds, newest);
    }
}
