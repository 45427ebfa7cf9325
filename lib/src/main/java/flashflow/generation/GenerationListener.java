package flashflow.generation;

import flashflow.reporting.Listeners;

/** Hears how a generation goes, on the thread that generates. Each method does nothing unless overridden. */
public interface GenerationListener {
    /**
     * Before the first batch.
     *
     * @param rows how many there will be, all folds counted
     */
    default void started(long rows) {}

    /** After each batch. */
    default void progressed(GenerationProgress progress) {}

    /** Something that a user should know, in one sentence, such as context outside the training range. */
    default void warned(String sentence) {}

    /** When the files are complete. */
    default void ended(GenerationReport report) {}

    /**
     * Where {@link Generation} finds its listener if it was given none, by {@link java.util.ServiceLoader}; a notebook's
     * progress bar registers itself in this way.
     */
    interface Provider extends Listeners.Provider<GenerationListener> {}
}
