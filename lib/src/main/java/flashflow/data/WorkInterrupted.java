package flashflow.data;

import flashflow.FlashFlowException;
import java.util.function.Supplier;

/**
 * Long work that was ended by an interrupt of its thread, as a notebook's stop button makes it. Whatever takes long asks
 * {@link #check} at least twice a second. The interrupt is over when this is thrown, so that the thread's next work is not broken
 * by it. Work of several threads, of which each has to hear of the interrupt of one, asks its {@link Interruption} instead.
 */
public final class WorkInterrupted extends FlashFlowException {
    private static final long serialVersionUID = 1L;

    /** @param message one sentence: what was interrupted, what is lost, what to do */
    public WorkInterrupted(String message) {
        super(message);
    }

    /**
     * Goes on, unless this thread is interrupted.
     *
     * @param work in a sentence, such as "The validation"
     * @throws WorkInterrupted if it is
     */
    public static void check(String work) {
        check(() -> sentence(work));
    }

    static String sentence(String work) {
        return work + " was interrupted, and nothing of it is kept; call it again.";
    }

    /** For work that waited and was interrupted there, which ended the interrupt. */
    public static WorkInterrupted of(String work) {
        return new WorkInterrupted(sentence(work));
    }

    static void check(Supplier<String> sentence) {
        if (Thread.interrupted()) {
            throw new WorkInterrupted(sentence.get());
        }
    }
}
