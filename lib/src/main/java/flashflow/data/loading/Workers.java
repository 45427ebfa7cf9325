package flashflow.data.loading;

import flashflow.FlashFlowException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The threads of a loader. Out of memory, one of them may die without completing what others wait for; whoever waits here is told
 * of what it died.
 */
final class Workers implements AutoCloseable {
    private final AtomicReference<Throwable> death = new AtomicReference<>();
    /** Tasks that wait or run. */
    private final AtomicInteger unfinished = new AtomicInteger();

    private final Threads readers;
    private final Threads assembler;

    Workers(int reading) {
        readers = new Threads("flashflow-reader", reading);
        assembler = new Threads("flashflow-assembler", 1);
    }

    /** Those who read and decompress. */
    Executor readers() {
        return readers;
    }

    /** One thread, which takes its work in order. */
    Executor assembler() {
        return assembler;
    }

    /**
     * The result of work on these threads.
     *
     * @throws FlashFlowException if nobody works on it any more
     */
    <T> T await(CompletableFuture<T> work) throws InterruptedException, ExecutionException {
        while (true) {
            // Before the look at the work: it may be the last task that completes it.
            boolean idle = unfinished.get() == 0;
            try {
                return work.get(idle || death.get() != null ? 0 : 1, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                refuseToWaitFor(e, idle);
            }
        }
    }

    private void refuseToWaitFor(TimeoutException e, boolean idle) {
        if (assembler.isShutdown()) {
            throw new FlashFlowException("The loader was closed during an epoch; make a new one.", e);
        }
        Throwable cause = death.get();
        if (cause != null) {
            throw new FlashFlowException(
                    "A thread of the loader died (" + cause
                            + "); give it more memory or a smaller batchSize, and make a new" + " one.",
                    cause);
        }
        if (idle) {
            throw new FlashFlowException("The loader's threads have ended without a batch; make a new loader.", e);
        }
    }

    /** Stops the threads. What the assembler has begun is finished before this returns. */
    @Override
    public void close() {
        readers.shutdownNow();
        assembler.shutdownNow();
        untilEnded(assembler);
    }

    private static void untilEnded(ThreadPoolExecutor threads) {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = threads.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Threads extends ThreadPoolExecutor {
        Threads(String name, int count) {
            super(count, count, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                var thread = new Thread(work, name);
                thread.setDaemon(true);
                return thread;
            });
        }

        @Override
        public void execute(Runnable task) {
            unfinished.incrementAndGet();
            boolean taken = false;
            try {
                super.execute(task);
                taken = true;
            } finally {
                unfinished.addAndGet(taken ? 0 : -1);
            }
        }

        @Override
        protected void afterExecute(Runnable task, Throwable thrown) {
            if (thrown != null) {
                death.compareAndSet(null, thrown);
            }
            unfinished.decrementAndGet();
        }
    }
}
