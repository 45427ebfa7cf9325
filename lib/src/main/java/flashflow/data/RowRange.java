package flashflow.data;

import flashflow.FlashFlowException;

/** Refuses rows outside a source. */
public final class RowRange {
    private RowRange() {}

    public static void check(long firstRow, int count, long rowCount) {
        if (firstRow < 0 || count < 0 || firstRow > rowCount - count) {
            throw new FlashFlowException("Rows " + firstRow + " to " + (firstRow + count - 1)
                    + " were asked for, but there are " + rowCount + "; stay within them.");
        }
    }
}
