package flashflow.data.loading;

import java.nio.FloatBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The blocks of one window while they are read and while batches are taken from them. */
final class Window {
    private final BlockPlan plan;
    private final int width;
    private final int[] blocks;
    private final BlockStore.Block[] values;
    private final CompletableFuture<Void> ready;
    private volatile int[] order;

    /** Begins to read. */
    Window(BlockStore store, BlockPlan plan, EpochOrder epoch, int index, Executor readers) {
        this.plan = plan;
        this.width = store.layout().width();
        this.blocks = epoch.blocks(index);
        this.values = new BlockStore.Block[blocks.length];
        var parts = new CompletableFuture<?>[blocks.length + 1];
        for (int i = 0; i < blocks.length; i++) {
            int slot = i;
            parts[i] = CompletableFuture.runAsync(() -> values[slot] = store.block(blocks[slot]), readers);
        }
        parts[blocks.length] = CompletableFuture.runAsync(() -> order = epoch.rows(index), readers);
        this.ready = CompletableFuture.allOf(parts);
    }

    CompletableFuture<Void> ready() {
        return ready;
    }

    /**
     * Copies rows to the end of a batch.
     *
     * @param from first place in this window
     * @param count how many
     * @param into receives the values
     * @param indices receives the rows' places in the source from {@code at} on
     */
    void copy(int from, int count, FloatBuffer into, long[] indices, int at) {
        for (int i = 0; i < count; i++) {
            int row = order[from + i];
            int slot = row / plan.blockRows();
            int rowInBlock = row - slot * plan.blockRows();
            var block = values[slot];
            into.put(block.values(), block.offset() + rowInBlock * width, width);
            indices[at + i] = plan.firstRow(blocks[slot]) + rowInBlock;
        }
    }
}
