package flashflow.data.loading;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/** The windows of an epoch from which batches are being taken, and the next one, already being read. */
final class WindowQueue {
    private final BlockStore store;
    private final BlockPlan plan;
    private final EpochOrder order;
    private final Executor readers;
    private final Map<Integer, Window> open = new HashMap<>();

    WindowQueue(BlockStore store, BlockPlan plan, EpochOrder order, Executor readers) {
        this.store = store;
        this.plan = plan;
        this.order = order;
        this.readers = readers;
    }

    /** A window, which begins to be read if it is not; the one after it begins too, and the ones before are let go. */
    Window window(int index) {
        open.keySet().removeIf(earlier -> earlier < index);
        var window = get(index);
        if (index + 1 < order.windows()) {
            get(index + 1);
        }
        return window;
    }

    private Window get(int index) {
        return open.computeIfAbsent(index, i -> new Window(store, plan, order, i, readers));
    }
}
