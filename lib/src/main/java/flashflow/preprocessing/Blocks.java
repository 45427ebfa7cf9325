package flashflow.preprocessing;

import java.util.stream.IntStream;

/** Cuts rows into blocks that stay in a core's cache, and lets all cores work on them. */
final class Blocks {
    /** Rows of a block; the sums of a fit depend on it, so it is the same on every machine. */
    static final int ROWS = 2048;

    private Blocks() {}

    /** What is done with the rows start to start + count. */
    interface Work {
        void on(int start, int count);
    }

    static void forEach(int rows, Work work) {
        if (rows <= ROWS) {
            work.on(0, rows);
            return;
        }
        IntStream.range(0, (rows + ROWS - 1) / ROWS)
                .parallel()
                .forEach(b -> work.on(b * ROWS, Math.min(ROWS, rows - b * ROWS)));
    }
}
