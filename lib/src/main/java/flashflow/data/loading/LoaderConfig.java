package flashflow.data.loading;

import flashflow.FlashFlowException;

/**
 * How a {@link BatchLoader} cuts, shuffles and reads. The order of rows follows from the rows of the source, seed, epoch,
 * {@code batchSize}, {@code blockRows} and {@code windowBlocks} alone; threads, prefetch and cache never change it.
 *
 * @param batchSize rows of a batch
 * @param seed of the shuffle
 * @param shuffle false for the order of the source
 * @param dropLast whether an incomplete last batch is left out
 * @param blockRows rows that stay together when blocks are shuffled; 0 to follow the source
 * @param windowBlocks most blocks whose rows are mixed with each other; two windows are in memory at a time. Where this and {@code
 *     blockRows} are 0, up to 524,288 rows are shuffled as a whole, and of more rows half as many or more at a time, in pieces from ten
 *     or more places, so that even the batches of an ordered file are alike
 * @param threads that read and decompress
 * @param prefetch batches that are assembled ahead
 * @param cacheBytes a source whose transformed rows take at most so many bytes is read only once and kept; 0 for never
 */
public record LoaderConfig(
        int batchSize,
        long seed,
        boolean shuffle,
        boolean dropLast,
        int blockRows,
        int windowBlocks,
        int threads,
        int prefetch,
        long cacheBytes) {
    /** Checks each value. */
    public LoaderConfig {
        atLeast(1, batchSize, "batchSize");
        atLeast(0, blockRows, "blockRows");
        atLeast(0, windowBlocks, "windowBlocks");
        atLeast(1, threads, "threads");
        atLeast(1, prefetch, "prefetch");
        atLeast(0, cacheBytes, "cacheBytes");
    }

    private static void atLeast(long least, long value, String name) {
        if (value < least) {
            throw new FlashFlowException(
                    "The loader's " + name + " is " + value + "; it must be at least " + least + ".");
        }
    }

    /**
     * Shuffled batches, the last one kept; as many threads as processors, a cache of at most a quarter of the heap.
     *
     * @param batchSize rows of a batch
     * @param seed of the shuffle
     */
    public static LoaderConfig of(int batchSize, long seed) {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
        long cache = Runtime.getRuntime().maxMemory() / 4;
        return new LoaderConfig(batchSize, seed, true, false, 0, 0, threads, 8, cache);
    }

    /** Batches in the order of the source, the last one kept; for validation and generation. */
    public static LoaderConfig inOrder(int batchSize) {
        return of(batchSize, 0).shuffle(false);
    }

    /** With or without shuffling. */
    public LoaderConfig shuffle(boolean wanted) {
        return new LoaderConfig(
                batchSize, seed, wanted, dropLast, blockRows, windowBlocks, threads, prefetch, cacheBytes);
    }

    /** With the incomplete last batch dropped or kept. */
    public LoaderConfig dropLast(boolean drop) {
        return new LoaderConfig(batchSize, seed, shuffle, drop, blockRows, windowBlocks, threads, prefetch, cacheBytes);
    }

    /** With other blocks and windows. */
    public LoaderConfig window(int rowsPerBlock, int blocks) {
        return new LoaderConfig(
                batchSize, seed, shuffle, dropLast, rowsPerBlock, blocks, threads, prefetch, cacheBytes);
    }

    /** With other numbers of reading threads and of batches ahead. */
    public LoaderConfig threads(int reading, int batchesAhead) {
        return new LoaderConfig(
                batchSize, seed, shuffle, dropLast, blockRows, windowBlocks, reading, batchesAhead, cacheBytes);
    }

    /** With another limit of the cache, 0 for none. */
    public LoaderConfig cacheBytes(long bytes) {
        return new LoaderConfig(batchSize, seed, shuffle, dropLast, blockRows, windowBlocks, threads, prefetch, bytes);
    }
}
