package flashflow.data.loading;

import flashflow.random.Purpose;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The order of all rows in one epoch: blocks in random order, a window of successive blocks at a time, the rows of a window
 * mixed. Any window can be found without the ones before, so that an epoch can start anywhere.
 */
final class EpochOrder {
    private final BlockPlan plan;
    private final long seed;
    private final int epoch;
    private final boolean shuffle;
    private final int[] blocks;
    private final int windowOfShortBlock;

    EpochOrder(BlockPlan plan, long seed, int epoch, boolean shuffle) {
        this.plan = plan;
        this.seed = seed;
        this.epoch = epoch;
        this.shuffle = shuffle;
        int count = plan.blocks();
        this.blocks = shuffle
                ? Purpose.ROW_ORDER.stream(seed, epoch).permutation(count)
                : IntStream.range(0, count).toArray();
        this.windowOfShortBlock = moveShortBlockToTheEndOfItsWindow();
    }

    /** Only the source's last block may be short; behind the others of its window it disturbs no index. */
    private int moveShortBlockToTheEndOfItsWindow() {
        int last = plan.blocks() - 1;
        int at = 0;
        while (blocks[at] != last) {
            at++;
        }
        int window = plan.windowOf(at);
        int end = plan.firstPlace(window + 1) - 1;
        blocks[at] = blocks[end];
        blocks[end] = last;
        return window;
    }

    int windows() {
        return plan.windows();
    }

    /** The blocks of a window. */
    int[] blocks(int window) {
        return Arrays.copyOfRange(blocks, plan.firstPlace(window), plan.firstPlace(window + 1));
    }

    /** Place of a window's first row in the epoch; for the number of windows, the number of rows. */
    long start(int window) {
        if (window == plan.windows()) {
            return plan.rows();
        }
        long whole = (long) plan.firstPlace(window) * plan.blockRows();
        int missing = plan.blockRows() - plan.length(plan.blocks() - 1);
        return window > windowOfShortBlock ? whole - missing : whole;
    }

    /** The window that holds a place of the epoch. */
    int window(long place) {
        int window = plan.windowOf((int) Math.min(plan.blocks() - 1L, place / plan.blockRows()));
        while (start(window + 1) <= place) {
            window++;
        }
        return window;
    }

    /** For each place of a window, the row in the sequence of its blocks. */
    int[] rows(int window) {
        int count = (int) (start(window + 1) - start(window));
        return shuffle
                ? Purpose.ROW_ORDER.stream(seed, epoch, window + 1L).permutation(count)
                : IntStream.range(0, count).toArray();
    }
}
