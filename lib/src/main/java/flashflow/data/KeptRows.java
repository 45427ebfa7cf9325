package flashflow.data;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Rows without some of them. */
public final class KeptRows implements StoredRows {
    private final StoredRows stored;
    private final long[] dropped;

    /** Leaves out the rows that hold NaN or infinity, found in one pass. */
    public KeptRows(StoredRows stored) {
        this(stored, badRows(stored));
    }

    /** @param dropped indices of the rows to leave out, rising */
    public KeptRows(StoredRows stored, long[] dropped) {
        this.stored = stored;
        this.dropped = dropped;
    }

    private static long[] badRows(StoredRows stored) {
        var found = LongStream.builder();
        RowScan.badRows(stored, found::add);
        return found.build().toArray();
    }

    public long droppedRows() {
        return dropped.length;
    }

    @Override
    public long rows() {
        return stored.rows() - dropped.length;
    }

    @Override
    public int width() {
        return stored.width();
    }

    @Override
    public int blockRows() {
        return stored.blockRows();
    }

    @Override
    public void read(long firstRow, int count, float[] into, int offset) {
        long row = storedRow(firstRow);
        for (int done = 0; done < count; ) {
            int next = indexOfDroppedFrom(row);
            long end = next < dropped.length ? dropped[next] : stored.rows();
            int here = (int) Math.min(count - done, end - row);
            if (here > 0) {
                stored.read(row, here, into, offset + done * width());
            }
            done += here;
            row = end + 1;
        }
    }

    private int indexOfDroppedFrom(long row) {
        int found = Arrays.binarySearch(dropped, row);
        return found >= 0 ? found : -found - 1;
    }

    /** The smallest stored row with {@code kept} kept rows before it: dropped[i] - i kept rows lie before dropped[i]. */
    private long storedRow(long kept) {
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
}
