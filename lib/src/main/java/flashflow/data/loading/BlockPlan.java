package flashflow.data.loading;

import flashflow.FlashFlowException;
import flashflow.data.RowSource;

/**
 * How the rows of a source are cut into blocks, and the blocks shared out to windows, as evenly as can be.
 *
 * @param rows of the source
 * @param blockRows rows of each block but perhaps the last
 * @param windows how many
 * @param readBlocks successive blocks that are read at once where they are kept
 */
record BlockPlan(long rows, int blockRows, int windows, int readBlocks) {
    private static final int USUAL_BLOCK = 4096;
    private static final int SMALLEST_BLOCK = 1024;
    private static final int USUAL_WINDOW = 32;

    /** A window of more blocks of given rows takes much memory and mixes no better. */
    private static final int LARGEST_WINDOW = 1 << 18;

    /** So many rows are mixed as a whole. */
    private static final int WHOLE = 1 << 19;

    /** Of more rows so many or half as many more are mixed at a time, in pieces from about sixteen places or more. */
    private static final int MIXED = WHOLE / 2;

    private static final int LARGEST_PIECE = MIXED / 16;

    static BlockPlan of(RowSource source, LoaderConfig config) {
        boolean given = config.blockRows() > 0 || config.windowBlocks() > 0 || !config.shuffle();
        return given ? given(source, config) : mixing(source.rowCount(), suitable(source.blockRows()));
    }

    private static BlockPlan given(RowSource source, LoaderConfig config) {
        int block = config.blockRows() > 0 ? config.blockRows() : suitable(source.blockRows());
        int wanted = config.windowBlocks() > 0 ? config.windowBlocks() : USUAL_WINDOW;
        int window = Math.max(1, Math.min(wanted, LARGEST_WINDOW / block));
        int blocks = blocks(source.rowCount(), block);
        return new BlockPlan(source.rowCount(), block, (blocks + window - 1) / window, 1);
    }

    /**
     * Windows that are like each other even where the rows of the source are ordered. It depends on nothing but the source: on
     * another machine, with another memory, the order is the same.
     */
    private static BlockPlan mixing(long rows, int chunk) {
        if (rows <= WHOLE) {
            blocks(rows, chunk);
            return new BlockPlan(rows, chunk, 1, 1);
        }
        int pieces = Math.max(1, Math.round((float) chunk / LARGEST_PIECE));
        int piece = (chunk + pieces - 1) / pieces;
        int windows = (int) Math.min(rows / MIXED, blocks(rows, piece));
        return new BlockPlan(rows, piece, windows, pieces);
    }

    private static int blocks(long rows, int blockRows) {
        long blocks = (rows + blockRows - 1) / blockRows;
        if (rows < 1 || blocks > Integer.MAX_VALUE - 64) {
            throw new FlashFlowException("A source of " + rows + " rows cannot be cut into blocks of " + blockRows
                    + " rows; give other blockRows.");
        }
        return (int) blocks;
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
        return blocks(rows, blockRows);
    }

    /** Where the blocks of a window begin among all in the order of the epoch; for the number of windows, the number of blocks. */
    int firstPlace(int window) {
        return (int) ((long) window * blocks() / windows);
    }

    /** The window that has the block at a place of the epoch. */
    int windowOf(int place) {
        return (int) (((place + 1L) * windows - 1) / blocks());
    }

    /** How often is read where blocks are kept. */
    int reads() {
        return (blocks() + readBlocks - 1) / readBlocks;
    }

    long firstRow(int block) {
        return (long) block * blockRows;
    }

    /** Rows of some successive blocks, of which the last may be the source's last. */
    int length(int block, int count) {
        return (int) Math.min((long) count * blockRows, rows - firstRow(block));
    }

    int length(int block) {
        return length(block, 1);
    }
}
