package flashflow.events;

import flashflow.FlashFlowException;
import flashflow.reporting.WorkListener;
import java.nio.file.Path;
import java.util.List;

/**
 * Checked settings of a generation into events.
 *
 * @param seed of all random numbers
 * @param folds draws of each event
 * @param rowsAtOnce generator objects, all folds counted, of a piece
 * @param attempts draws of an object at most
 * @param workers threads, 0 to choose
 * @param held whether values are held to the range of the full simulation
 * @param extracted folder where extracted generator objects stay, null for none
 * @param writing options of the command that writes ROOT files
 * @param listener null for the standard one
 */
record EventSettings(
        long seed,
        int folds,
        int rowsAtOnce,
        int attempts,
        int workers,
        boolean held,
        Path extracted,
        List<String> writing,
        WorkListener listener) {
    EventSettings {
        if (folds < 1 || rowsAtOnce < 1 || attempts < 1 || workers < 0) {
            throw new FlashFlowException(
                    "A generation into events needs at least one fold, row at once and attempt, and was given " + folds
                            + " folds, " + rowsAtOnce + " rows and " + attempts + " attempts by " + workers
                            + " workers.");
        }
        writing = List.copyOf(writing);
    }

    /** Generator objects or events of a piece. */
    int rowsOfPiece() {
        return Math.max(1, rowsAtOnce / folds);
    }

    EventSettings withSeed(long other) {
        return new EventSettings(other, folds, rowsAtOnce, attempts, workers, held, extracted, writing, listener);
    }

    EventSettings withFolds(int other) {
        return new EventSettings(seed, other, rowsAtOnce, attempts, workers, held, extracted, writing, listener);
    }

    EventSettings withRowsAtOnce(int other) {
        return new EventSettings(seed, folds, other, attempts, workers, held, extracted, writing, listener);
    }

    EventSettings withAttempts(int other) {
        return new EventSettings(seed, folds, rowsAtOnce, other, workers, held, extracted, writing, listener);
    }

    EventSettings withWorkers(int other) {
        return new EventSettings(seed, folds, rowsAtOnce, attempts, other, held, extracted, writing, listener);
    }

    EventSettings withHeld(boolean other) {
        return new EventSettings(seed, folds, rowsAtOnce, attempts, workers, other, extracted, writing, listener);
    }

    EventSettings withExtracted(Path other) {
        return new EventSettings(seed, folds, rowsAtOnce, attempts, workers, held, other, writing, listener);
    }

    EventSettings withWriting(List<String> other) {
        return new EventSettings(seed, folds, rowsAtOnce, attempts, workers, held, extracted, other, listener);
    }

    EventSettings withListener(WorkListener other) {
        return new EventSettings(seed, folds, rowsAtOnce, attempts, workers, held, extracted, writing, other);
    }
}
