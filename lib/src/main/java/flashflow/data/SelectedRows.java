package flashflow.data;

import flashflow.FlashFlowException;
import java.util.Arrays;

/** The rows of another source without some of them. */
public final class SelectedRows implements RowSource {
    private final RowSource source;
    private final long[] dropped;

    private SelectedRows(RowSource source, long[] dropped) {
        this.source = source;
        this.dropped = dropped;
    }

    /**
     * Leaves rows out.
     *
     * @param dropped their indices in the source, rising
     * @throws FlashFlowException if no row is left
     */
    public static SelectedRows without(RowSource source, long... dropped) {
        if (dropped.length >= source.rowCount()) {
            throw new FlashFlowException("All " + source.rowCount() + " rows would be left out; keep at least one.");
        }
        return new SelectedRows(source, dropped.clone());
    }

    /**
     * The same rows of another source, such as one of more columns.
     *
     * @param other has as many rows as this one's source
     */
    public SelectedRows from(RowSource other) {
        if (other.rowCount() != source.rowCount()) {
            throw new FlashFlowException("Rows were selected of " + source.rowCount() + ", and the other source has "
                    + other.rowCount() + "; select its own.");
        }
        return new SelectedRows(other, dropped);
    }

    /** How many rows of the source are left out. */
    public long droppedRows() {
        return dropped.length;
    }

    @Override
    public ColumnLayout layout() {
        return source.layout();
    }

    @Override
    public int width() {
        return source.width();
    }

    @Override
    public long rowCount() {
        return source.rowCount() - dropped.length;
    }

    @Override
    public int blockRows() {
        return source.blockRows();
    }

    @Override
    public void read(long firstRow, int rows, float[] into, int offset) {
        RowRange.check(firstRow, rows, rowCount());
        long row = sourceRow(firstRow);
        for (int done = 0; done < rows; ) {
            int next = indexOfDroppedFrom(row);
            long end = next < dropped.length ? dropped[next] : source.rowCount();
            int here = (int) Math.min(rows - done, end - row);
            if (here > 0) {
                source.read(row, here, into, offset + done * width());
            }
            done += here;
            row = end + 1;
        }
    }

    private int indexOfDroppedFrom(long row) {
        int found = Arrays.binarySearch(dropped, row);
        return found >= 0 ? found : -found - 1;
    }

    /** The smallest row of the source with {@code kept} kept rows before it: dropped[i] - i kept rows lie before dropped[i]. */
    private long sourceRow(long kept) {
        int low = 0;
        int high = dropped.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (dropped[middle] - middle <= kept) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return kept + low;
    }

    /** Closes the source. */
    @Override
    public void close() {
        source.close();
    }
}
