package flashflow.data.loading;

import flashflow.data.Pool;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** The next batches of an epoch, in order, on their way from windows to direct memory and on through a last stage. */
final class BatchQueue<T> {
    /** Rows of a window that go into a batch. */
    private record Piece(Window window, int from, int count) {}

    private final EpochOrder order;
    private final WindowQueue windows;
    private final Pool<ByteBuffer> pool;
    private final int batchSize;
    private final int width;
    private final long end;
    private final Executor assembler;
    private final Function<RowBatch, T> stage;
    private final Queue<CompletableFuture<T>> queue = new ArrayDeque<>();
    private long place;

    /** @param end place in the epoch behind the last row that is wanted */
    BatchQueue(
            EpochOrder order,
            WindowQueue windows,
            Pool<ByteBuffer> pool,
            int batchSize,
            int width,
            long start,
            long end,
            Executor assembler,
            Function<RowBatch, T> stage) {
        this.order = order;
        this.windows = windows;
        this.pool = pool;
        this.batchSize = batchSize;
        this.width = width;
        this.place = start;
        this.end = end;
        this.assembler = assembler;
        this.stage = stage;
    }

    /** Makes sure that so many batches are under way, as far as there are any. */
    void fill(int batches) {
        while (queue.size() < batches && place < end) {
            queue.add(begin((int) Math.min(batchSize, end - place)));
        }
    }

    /** The next batch, perhaps not finished; null at the end. */
    CompletableFuture<T> poll() {
        return queue.poll();
    }

    CompletableFuture<T> peek() {
        return queue.peek();
    }

    private CompletableFuture<T> begin(int size) {
        var pieces = new ArrayList<Piece>();
        for (int taken = 0; taken < size; ) {
            int index = order.window(place);
            int from = (int) (place - order.start(index));
            int count = (int) Math.min(size - taken, order.start(index + 1) - place);
            pieces.add(new Piece(windows.window(index), from, count));
            taken += count;
            place += count;
        }
        var ready = pieces.stream().map(piece -> piece.window().ready()).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(ready).thenApplyAsync(ignored -> stage.apply(assemble(pieces, size)), assembler);
    }

    private RowBatch assemble(List<Piece> pieces, int size) {
        var memory = pool.take();
        var values = memory.asFloatBuffer();
        long[] indices = new long[size];
        int at = 0;
        for (Piece piece : pieces) {
            piece.window().copy(piece.from(), piece.count(), values, indices, at);
            at += piece.count();
        }
        return new RowBatch(memory, size, width, indices, pool);
    }
}
