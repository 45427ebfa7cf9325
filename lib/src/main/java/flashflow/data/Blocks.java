package flashflow.data;

import flashflow.FlashFlowException;

/**
 * Many rows cut into blocks, so that any number of them fits into memory: walked through in order, or worked on by all
 * processors at once.
 *
 * @param rows how many there are
 * @param size rows of a block; the last one may be shorter
 */
public record Blocks(long rows, int size) {
    /** Enough chunks of a file for all processors. */
    private static final int ROWS_AT_ONCE = 1 << 16;

    private static final int MOST_ROWS_AT_ONCE = 1 << 20;

    /** 256 MB, which only very wide rows would pass. */
    private static final int MOST_VALUES_AT_ONCE = 1 << 26;

    /** Refuses blocks without rows. */
    public Blocks {
        if (rows < 0 || size < 1) {
            throw new FlashFlowException(
                    "Blocks of " + size + " rows cannot hold " + rows + " rows; use at least one row for a block.");
        }
    }

    /** Blocks in which the rows of a source are read most cheaply. */
    public static Blocks of(RowSource source) {
        int wanted = Math.max(ROWS_AT_ONCE, Math.min(source.blockRows(), MOST_ROWS_AT_ONCE));
        return of(source, Math.max(1, Math.min(wanted, MOST_VALUES_AT_ONCE / source.width())));
    }

    /** Blocks of the rows of a source. */
    public static Blocks of(RowSource source, int size) {
        return new Blocks(source.rowCount(), size);
    }

    /** Blocks of the same size of the first rows. */
    public Blocks upTo(long fewer) {
        return new Blocks(fewer, size);
    }

    /** What is done with the rows {@code first} to {@code first + count - 1}. */
    @FunctionalInterface
    public interface Work {
        /** One block. */
        void on(long first, int count);
    }

    /** What is done with values that were read. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * One block.
         *
         * @param values its rows, row after row; the array is used again for the next block, and may be longer
         * @param first index of its first row in the source
         * @param count its number of rows
         */
        void visit(float[] values, long first, int count);
    }

    /**
     * Walks through the blocks in order, on this thread. The stop button of a notebook, an interrupt, ends it before the next
     * block.
     *
     * @throws WorkInterrupted if the thread is interrupted; the interrupt is then over
     */
    public void inOrder(Work work) {
        for (long first = 0; first < rows; first += size) {
            refuseInterrupted(first);
            work.on(first, rowsFrom(first));
        }
    }

    /** Reads the blocks of a source in order, see {@link #inOrder}. */
    public void read(RowSource source, Visitor visitor) {
        float[] values = new float[Math.multiplyExact((int) Math.min(size, rows), source.width())];
        inOrder((first, count) -> {
            source.read(first, count, values, 0);
            visitor.visit(values, first, count);
        });
    }

    /** What is done with values that were read before they were rounded. */
    @FunctionalInterface
    public interface ExactVisitor {
        /** One block, as of a {@link Visitor}. */
        void visit(double[] values, long first, int count);
    }

    /** Reads the blocks of a source in order and in float64, see {@link #inOrder} and {@link RowSource#readExact}. */
    public void readExact(RowSource source, ExactVisitor visitor) {
        double[] values = new double[Math.multiplyExact((int) Math.min(size, rows), source.width())];
        inOrder((first, count) -> {
            source.readExact(first, count, values, 0);
            visitor.visit(values, first, count);
        });
    }

    /** Works on the blocks in any order, by all processors where there is more than one block; no interrupt ends it. */
    public void inParallel(Work work) {
        Parallel.forEach(count(), count() > 1, i -> work.on((long) i * size, rowsFrom((long) i * size)));
    }

    /** How many blocks there are. */
    public int count() {
        return Math.toIntExact((rows + size - 1) / size);
    }

    private int rowsFrom(long first) {
        return (int) Math.min(size, rows - first);
    }

    private void refuseInterrupted(long row) {
        WorkInterrupted.check(() -> "The work was interrupted at row " + row + " of " + rows
                + ", and its beginning is thrown away; call it again for all rows.");
    }
}
