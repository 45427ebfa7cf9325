package flashflow.data.loading;

import flashflow.FlashFlowException;
import flashflow.data.RowSource;

/**
 * How the rows of a source are cut into blocks, and how many blocks make a window.
 *
 * @param rows of the source
 * @param blockRows rows of each block but perhaps the last
 * @param windowBlocks blocks of each window but perhaps the last
 */
record BlockPlan(long rows, int blockRows, int windowBlocks) {
    private static final int USUAL_BLOCK = 4096;
    private static final int SMALLEST_BLOCK = 1024;

    /** A window of more rows takes much memory and mixes no better. */
    private static final int LARGEST_WINDOW = 1 << 18;

    static BlockPlan of(RowSource source, LoaderConfig config) {
        int block = config.blockRows() > 0 ? config.blockRows() : suitable(source.blockRows());
        int window = Math.max(1, Math.min(config.windowBlocks(), LARGEST_WINDOW / block));
        var plan = new BlockPlan(source.rowCount(), block, window);
        if (plan.rows < 1 || plan.rows / block > Integer.MAX_VALUE - 64) {
            throw new FlashFlowException("A source of " + plan.rows + " rows cannot be cut into blocks of " + block
                    + " rows; give other blockRows.");
        }
        return plan;
    }

    /** Whole chunks, so that none is decompressed twice; several small ones make a block. */
    private static int suitable(int chunkRows) {
        if (chunkRows == 0) {
            return USUAL_BLOCK;
        }
        int chunks = Math.max(1, (SMALLEST_BLOCK + chunkRows - 1) / chunkRows);
        return chunks * chunkRows;
    }

    int blocks() {
        return (int) ((rows + blockRows - 1) / blockRows);
    }

    int windows() {
        return (blocks() + windowBlocks - 1) / windowBlocks;
    }

    long firstRow(int block) {
        return (long) block * blockRows;
    }

    int length(int block) {
        return (int) Math.min(blockRows, rows - firstRow(block));
    }
}
