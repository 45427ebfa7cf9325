package flashflow.data;

import java.util.function.LongConsumer;

/** One pass over stored rows that finds the rows holding NaN or infinity. */
final class RowScan {
    /** Enough chunks for all processors. */
    private static final int ROWS_AT_ONCE = 1 << 16;

    private RowScan() {}

    private static final int VALUES_AT_ONCE = 1 << 27;

    /** Rows that a pass reads at a time, and no less than a block unless blocks are huge. */
    static int rowsAtOnce(int blockRows, int width) {
        int rows = Math.max(ROWS_AT_ONCE, Math.min(blockRows, 1 << 20));
        return Math.max(1, Math.min(rows, VALUES_AT_ONCE / width));
    }

    /** Calls back with the index of each row that holds a value that is not finite, in order. */
    static void badRows(StoredRows rows, LongConsumer found) {
        int width = rows.width();
        int block = rowsAtOnce(rows.blockRows(), width);
        float[] values = new float[Math.multiplyExact((int) Math.min(block, rows.rows()), width)];
        for (long first = 0; first < rows.rows(); first += block) {
            int count = (int) Math.min(block, rows.rows() - first);
            rows.read(first, count, values, 0);
            for (int row = 0; row < count; row++) {
                if (Finite.firstBad(values, row * width, (row + 1) * width) >= 0) {
                    found.accept(first + row);
                }
            }
        }
    }
}
