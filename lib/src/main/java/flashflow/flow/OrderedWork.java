package flashflow.flow;

import flashflow.data.WorkInterrupted;
import flashflow.engine.EngineThreads;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Pieces of work done by several threads at the same time, each with one thread of the engine, and handed out in order. Twice as
 * many pieces as there are threads are under way or wait to be taken, however many are to come.
 *
 * @param <P> a piece
 * @param <R> what comes of it
 */
public final class OrderedWork<P, R> implements AutoCloseable {
    /** Of each thread: one that it works on, and one done or to do. */
    private static final int UNDER_WAY = 2;

    private final String name;
    private final ExecutorService threads;
    private final int most;
    private final Iterator<P> pieces;
    private final Function<P, Supplier<R>> work;
    private final Queue<Future<Supplier<R>>> underWay = new ArrayDeque<>();

    /**
     * Begins with the first pieces.
     *
     * @param name of the whole in a sentence, such as "The generation"
     * @param work done by any of the threads; what it gives is asked by the thread that takes, in order
     */
    OrderedWork(String name, int workers, Iterator<P> pieces, Function<P, Supplier<R>> work) {
        this.name = name;
        this.threads = Executors.newFixedThreadPool(workers, OrderedWork::thread);
        this.most = UNDER_WAY * workers;
        this.pieces = pieces;
        this.work = work;
        begin();
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(
                () -> {
                    EngineThreads.one();
                    work.run();
                },
                "flashflow-worker");
        thread.setDaemon(true);
        return thread;
    }

    private void begin() {
        while (underWay.size() < most && pieces.hasNext()) {
            P piece = pieces.next();
            underWay.add(threads.submit(() -> work.apply(piece)));
        }
    }

    /**
     * What came of the next piece. Whatever was thrown at its work is thrown here: the first in the order of the pieces, whichever
     * thread was faster.
     *
     * @throws WorkInterrupted if this thread is interrupted
     */
    public R next() {
        R result = done(underWay.remove()).get();
        begin();
        return result;
    }

    private Supplier<R> done(Future<Supplier<R>> piece) {
        try {
            return piece.get();
        } catch (InterruptedException e) {
            throw WorkInterrupted.of(name);
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        }
    }

    /** Work declares no checked exceptions. */
    private static RuntimeException thrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return (RuntimeException) cause;
    }

    /** Ends what is under way, and returns when the last thread has ended. */
    @Override
    public void close() {
        threads.shutdownNow();
        boolean interrupted = false;
        while (!threads.isTerminated()) {
            try {
                threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
