package flashflow.generation;

import flashflow.FlashFlowException;
import flashflow.data.hdf5.Hdf5Writer;
import java.util.function.UnaryOperator;

/**
 * Checked settings of a generation.
 *
 * @param seed of the noise
 * @param folds draws for each row
 * @param batchRows rows of context at once, 0 to choose
 * @param attempts draws of a row at most
 * @param workers threads, 0 to choose
 * @param range the rows to generate for
 * @param listener null for the standard one
 * @param writer settings of the output
 */
record GenerationSettings(
        long seed,
        int folds,
        int batchRows,
        int attempts,
        int workers,
        EventRange range,
        GenerationListener listener,
        UnaryOperator<Hdf5Writer.Builder> writer) {
    GenerationSettings {
        if (folds < 1 || batchRows < 0 || attempts < 1 || workers < 0) {
            throw new FlashFlowException("A generation needs at least one fold, batch row and attempt, and was given "
                    + folds + " folds, " + batchRows + " batch rows and " + attempts + " attempts by " + workers
                    + " workers.");
        }
    }

    GenerationSettings withSeed(long other) {
        return new GenerationSettings(other, folds, batchRows, attempts, workers, range, listener, writer);
    }

    GenerationSettings withFolds(int other) {
        return new GenerationSettings(seed, other, batchRows, attempts, workers, range, listener, writer);
    }

    GenerationSettings withBatchRows(int other) {
        return new GenerationSettings(seed, folds, other, attempts, workers, range, listener, writer);
    }

    GenerationSettings withAttempts(int other) {
        return new GenerationSettings(seed, folds, batchRows, other, workers, range, listener, writer);
    }

    GenerationSettings withWorkers(int other) {
        return new GenerationSettings(seed, folds, batchRows, attempts, other, range, listener, writer);
    }

    GenerationSettings withRange(EventRange other) {
        return new GenerationSettings(seed, folds, batchRows, attempts, workers, other, listener, writer);
    }

    GenerationSettings withListener(GenerationListener other) {
        return new GenerationSettings(seed, folds, batchRows, attempts, workers, range, other, writer);
    }

    GenerationSettings withWriter(UnaryOperator<Hdf5Writer.Builder> other) {
        return new GenerationSettings(seed, folds, batchRows, attempts, workers, range, listener, other);
    }
}
