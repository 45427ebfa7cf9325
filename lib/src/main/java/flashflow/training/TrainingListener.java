package flashflow.training;

import flashflow.reporting.Listeners;
import java.io.PrintStream;
import tech.tablesaw.api.Table;

/**
 * Hears how a training goes, on the thread that trains; a slow listener slows the training down. Each method does
 * nothing unless overridden.
 */
public interface TrainingListener {
    /** Before the first update. */
    default void started(TrainingPlan plan) {}

    /** At the start of each epoch, and when one is gone on with.
     *
     * @param epoch number of the epoch, from 1
     * @param epochs how many there will be
     * @param batches in this epoch
     */
    default void epochStarted(int epoch, int epochs, int batches) {}

    /** After each update. */
    default void batchEnded(BatchReport report) {}

    /**
     * After each epoch, or each validation where they come more often.
     *
     * @param report the epoch
     * @param history all epochs so far, see {@link TrainingRun#history()}; always the same table, which grows: keep a copy of it
     */
    default void epochEnded(EpochReport report, Table history) {}

    /** Something went wrong that the training can live with, in one sentence. */
    default void warned(String sentence) {}

    /** At the end, be it the last epoch, an early stop or an interrupt. */
    default void ended(TrainingRun run) {}

    /** One that prints a line for each epoch, as is done outside of notebooks. */
    static TrainingListener printed(PrintStream out) {
        return new PrintedTraining(out);
    }

    /**
     * Where {@link Training} finds the listener for a training that was given none, by {@link java.util.ServiceLoader}.
     * A notebook's display registers itself in this way.
     */
    interface Provider extends Listeners.Provider<TrainingListener> {}
}
