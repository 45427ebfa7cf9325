package flashflow.reporting;

import java.util.List;

/** Hears how long work goes, step after step, on the thread that does it. Each method does nothing unless overridden. */
public interface WorkListener {
    /**
     * A step begins.
     *
     * @param step its name, such as "Extraction"
     * @param of how many there are to do, at least 1
     */
    default void begun(String step, long of) {}

    /**
     * Part of the step is done.
     *
     * @param done 0 to what there is to do
     */
    default void progressed(long done) {}

    /** The step is done. */
    default void ended() {}

    /** Something that a user should know and need not mind, in one sentence. */
    default void told(String sentence) {}

    /** Something that a user should mind, in one sentence. */
    default void warned(String sentence) {}

    /**
     * Where work finds its listener if it was given none, by {@link java.util.ServiceLoader}; a notebook's bar registers itself
     * in this way.
     */
    interface Provider extends Listeners.Provider<WorkListener> {}

    /**
     * Those who hear of some work.
     *
     * @param work its name in a message
     * @param given null for the standard one: the notebook's bar, outside of a notebook lines on the standard output
     */
    static Listeners<WorkListener> all(String work, WorkListener given) {
        return Listeners.of(
                work,
                given == null ? List.of() : List.of(given),
                WorkListener.Provider.class,
                () -> new PrintedWork(System.out, System::nanoTime));
    }
}
