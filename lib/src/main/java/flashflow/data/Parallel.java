package flashflow.data;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Work in pieces, done by all processors where it is worth a second thread. */
public final class Parallel {
    private Parallel() {}

    /**
     * Does every piece once, in any order. Each thread takes one piece after the other: a parallel stream would deal out
     * several at once, and wait for the slowest at the end.
     *
     * @param many whether there is enough work for several threads; otherwise this one does all
     */
    public static void forEach(int pieces, boolean many, IntConsumer work) {
        if (!many) {
            for (int i = 0; i < pieces; i++) {
                work.accept(i);
            }
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
