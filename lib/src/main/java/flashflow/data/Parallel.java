package flashflow.data;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Work in pieces, done by all processors where it is worth a second thread. */
public final class Parallel {
    private Parallel() {}

    /**
     * Does every piece once, in any order by all processors, unless this thread is interrupted: then the pieces that are not begun
     * are left.
     *
     * @param work in a sentence, such as "The validation"
     * @throws WorkInterrupted if it was interrupted
     */
    public static void forEachUntilInterrupted(String work, int pieces, IntConsumer piece) {
        var caller = Thread.currentThread();
        forEach(pieces, pieces > 1, i -> {
            if (!caller.isInterrupted()) {
                piece.accept(i);
            }
        });
        WorkInterrupted.check(work);
    }

    /** The same with a number for each piece. */
    public static double[] numbersUntilInterrupted(String work, int pieces, IntToDoubleFunction piece) {
        double[] numbers = new double[pieces];
        forEachUntilInterrupted(work, pieces, i -> numbers[i] = piece.applyAsDouble(i));
        return numbers;
    }

    /**
     * Does every piece once, in any order. Each thread takes one piece after the other: a parallel stream would deal out
     * several at once, and wait for the slowest at the end.
     *
     * @param many whether there is enough work for several threads; otherwise this one does all
     */
    public static void forEach(int pieces, boolean many, IntConsumer work) {
        if (!many) {
            IntStream.range(0, pieces).forEach(work);
            return;
        }
        int threads = Math.min(pieces, Runtime.getRuntime().availableProcessors());
        var next = new AtomicInteger();
        IntStream.range(0, threads).parallel().forEach(thread -> {
            for (int i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) {
                work.accept(i);
            }
        });
    }
}
