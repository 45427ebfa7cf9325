package flashflow.data.loading;

import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.Pool;
import flashflow.data.RowSource;
import flashflow.data.WorkInterrupted;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Shuffled batches of a source, read, decompressed, transformed and assembled by background threads ahead of their use. The
 * order of rows depends on the seed and the epoch only, and an epoch may be entered at any batch.
 *
 * <pre>{@code
 * try (var loader = BatchLoader.of(source, LoaderConfig.of(2048, 42));
 *         var epoch = loader.epoch(0, 0)) {
 *     for (RowBatch batch = epoch.next(); batch != null; batch = epoch.next()) {
 *         use(batch.rows(), batch.size());
 *         batch.close();
 *     }
 * }
 * }</pre>
 */
public final class BatchLoader implements AutoCloseable {
    private final LoaderConfig config;
    private final BlockPlan plan;
    private final BlockStore store;
    private final Pool<ByteBuffer> pool;
    private final ExecutorService readers;
    private final ExecutorService assembler;

    private BatchLoader(RowSource source, LoaderConfig config, RowTransform transform) {
        this.config = config;
        this.plan = BlockPlan.of(source, config);
        this.store = new BlockStore(source, transform, plan, config.cacheBytes());
        int bytes = batchBytes();
        this.pool = new Pool<>(
                config.prefetch() + 2, () -> ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()));
        this.readers = pool("flashflow-reader", config.threads());
        this.assembler = pool("flashflow-assembler", 1);
    }

    /** A loader of the rows as they are. The source is not closed with it. */
    public static BatchLoader of(RowSource source, LoaderConfig config) {
        return new BatchLoader(source, config, null);
    }

    /** A loader of transformed rows. */
    public static BatchLoader of(RowSource source, LoaderConfig config, RowTransform transform) {
        return new BatchLoader(source, config, transform);
    }

    private int batchBytes() {
        long bytes = 4L * config.batchSize() * store.layout().width();
        if (bytes > Integer.MAX_VALUE) {
            throw new FlashFlowException(
                    "A batch of " + config.batchSize() + " rows takes " + bytes + " bytes; use a smaller batchSize.");
        }
        return (int) bytes;
    }

    private static ExecutorService pool(String name, int threads) {
        return Executors.newFixedThreadPool(threads, work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Names of the columns of a batch: the source's, or what the transform makes of them. */
    public ColumnLayout layout() {
        return store.layout();
    }

    /** Number of batches in an epoch, the incomplete one counted if it is kept. */
    public int batchesPerEpoch() {
        long rows = plan.rows() + (config.dropLast() ? 0 : config.batchSize() - 1);
        return Math.toIntExact(rows / config.batchSize());
    }

    /** Number of rows that an epoch gives. */
    public long rowsPerEpoch() {
        return config.dropLast() ? (long) batchesPerEpoch() * config.batchSize() : plan.rows();
    }

    /**
     * Begins an epoch. Only one epoch of a loader should be open at a time.
     *
     * @param epoch counts from 0; with the seed it decides the order
     * @param firstBatch batch to begin with, 0 for a whole epoch; a resumed training gives the one it stopped at
     */
    public Epoch<RowBatch> epoch(int epoch, int firstBatch) {
        return epoch(epoch, firstBatch, Function.identity());
    }

    /**
     * Begins an epoch whose batches pass through one more stage ahead of their use, for instance to a device.
     *
     * @param stage receives the batches in order and closes them; all calls come from the thread that assembles
     */
    public <T extends LoadedBatch> Epoch<T> epoch(int epoch, int firstBatch, Function<RowBatch, T> stage) {
        if (firstBatch < 0 || firstBatch > batchesPerEpoch()) {
            throw new FlashFlowException("An epoch was to begin at batch " + firstBatch + ", but it has "
                    + batchesPerEpoch() + "; the data or the batch size differ from those of the checkpoint.");
        }
        var order = new EpochOrder(plan, config.seed(), epoch, config.shuffle());
        long start = Math.min((long) firstBatch * config.batchSize(), rowsPerEpoch());
        var windows = new WindowQueue(store, plan, order, readers);
        int width = store.layout().width();
        var queue = new BatchQueue<>(
                order, windows, pool, config.batchSize(), width, start, rowsPerEpoch(), assembler, stage);
        return new Epoch<>(queue, config.prefetch(), assembler::isShutdown);
    }

    /** Stops the threads. A batch that is in its last stage is finished before this returns. */
    @Override
    public void close() {
        readers.shutdownNow();
        assembler.shutdownNow();
        untilEnded(assembler);
    }

    private static void untilEnded(ExecutorService threads) {
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

    /** One pass over the rows, for one consumer. */
    public static final class Epoch<T extends LoadedBatch> implements AutoCloseable {
        private final BatchQueue<T> queue;
        private final int prefetch;
        private final BooleanSupplier closed;
        private final long started = System.nanoTime();
        private long waited;
        private long measured = started;

        private Epoch(BatchQueue<T> queue, int prefetch, BooleanSupplier closed) {
            this.queue = queue;
            this.prefetch = prefetch;
            this.closed = closed;
            queue.fill(prefetch);
        }

        /**
         * The next batch, waiting for it if need be; null at the end. Close it after use.
         *
         * @throws flashflow.data.WorkInterrupted if the thread was interrupted while it waited; the next call goes on
         * @throws FlashFlowException if reading failed
         */
        public T next() {
            long begin = System.nanoTime();
            queue.fill(prefetch);
            var next = queue.peek();
            if (next == null) {
                return null;
            }
            try {
                var batch = await(next);
                queue.poll();
                return batch;
            } catch (InterruptedException e) {
                throw new WorkInterrupted("The reading of batches was interrupted; call it again from the beginning.");
            } catch (ExecutionException | CancellationException e) {
                throw failure(e);
            } finally {
                measured = System.nanoTime();
                waited += measured - begin;
            }
        }

        private T await(CompletableFuture<T> batch) throws InterruptedException, ExecutionException {
            while (true) {
                try {
                    return batch.get(1, TimeUnit.SECONDS);
                } catch (TimeoutException e) {
                    // A closed loader leaves batches unfinished for ever.
                    if (closed.getAsBoolean()) {
                        throw new FlashFlowException("The loader was closed during an epoch; make a new one.", e);
                    }
                }
            }
        }

        private static FlashFlowException failure(Exception e) {
            Throwable cause = e;
            while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                    && cause.getCause() != null) {
                cause = cause.getCause();
            }
            if (cause instanceof FlashFlowException known) {
                return known;
            }
            return new FlashFlowException("Loading a batch failed (" + cause + "); see the cause.", cause);
        }

        /** Seconds spent waiting in {@link #next}. */
        public double waitedSeconds() {
            return waited * 1e-9;
        }

        /** Share of the time from the start of the epoch to the latest batch that was spent waiting for batches, 0 to 1. */
        public double waitingShare() {
            return measured == started ? 0 : (double) waited / (measured - started);
        }

        /** Lets go of the batches that were not taken. */
        @Override
        public void close() {
            CompletableFuture<T> left;
            while ((left = queue.poll()) != null) {
                left.thenAccept(LoadedBatch::close);
            }
        }
    }
}
