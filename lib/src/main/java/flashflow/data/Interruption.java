package flashflow.data;

import java.util.function.IntToDoubleFunction;

/**
 * The stop button of a notebook, an interrupt of the thread that called for some work, as all threads see it that do a piece
 * of the work. Whoever asks after it was pressed is answered by one exception, and at the end the interrupt is over, so that
 * it does not hit the next call. Where one thread does all of the work, {@link WorkInterrupted#check} is enough.
 */
public final class Interruption implements AutoCloseable {
    private final Thread caller = Thread.currentThread();
    private final String work;
    private volatile boolean heard;

    private Interruption(String work) {
        this.work = work;
    }

    /**
     * Over work that this thread calls for.
     *
     * @param work what it is, as the message says it: "comparison"
     */
    public static Interruption of(String work) {
        return new Interruption(work);
    }

    /**
     * To be called by any thread, once in a tenth of a second or so.
     *
     * @throws WorkInterrupted if the calling thread was interrupted
     */
    public void refuse() {
        if (heard || caller.isInterrupted()) {
            heard = true;
            throw new WorkInterrupted(WorkInterrupted.sentence("The " + work));
        }
    }

    /** One number for each piece of the work, by all processors; asks before each. */
    public double[] each(int pieces, IntToDoubleFunction piece) {
        double[] numbers = new double[pieces];
        Parallel.forEach(pieces, pieces > 1, i -> {
            refuse();
            numbers[i] = piece.applyAsDouble(i);
        });
        return numbers;
    }

    /** To be called by the thread that called for the work: an interrupt that was answered is over. */
    @Override
    public void close() {
        if (heard) {
            Thread.interrupted();
        }
    }
}
