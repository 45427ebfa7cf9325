package flashflow.data;

import flashflow.FlashFlowException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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
        forEachStretch(firstRow, rows, (row, count, done) -> source.read(row, count, into, offset + done * width()));
    }

    @Override
    public void readExact(long firstRow, int rows, double[] into, int offset) {
        forEachStretch(
                firstRow, rows, (row, count, done) -> source.readExact(row, count, into, offset + done * width()));
    }

    @Override
    public List<ColumnType> types() {
        return source.types();
    }

    @Override
    public List<ExactColumn> readStored(long firstRow, int rows) {
        var stretches = new ArrayList<List<ExactColumn>>();
        forEachStretch(firstRow, rows, (row, count, done) -> stretches.add(source.readStored(row, count)));
        if (stretches.isEmpty()) {
            stretches.add(source.readStored(0, 0));
        }
        return IntStream.range(0, width())
                .mapToObj(c -> ExactColumn.join(
                        stretches.stream().map(stretch -> stretch.get(c)).toList()))
                .toList();
    }

    @FunctionalInterface
    private interface Stretch {
        /** Rows {@code row} to {@code row + count - 1} of the source, after {@code done} others. */
        void read(long row, int count, int done);
    }

    private void forEachStretch(long firstRow, int rows, Stretch stretch) {
        RowRange.check(firstRow, rows, rowCount());
        long row = sourceRow(firstRow);
        for (int done = 0; done < rows; ) {
            int next = indexOfDroppedFrom(row);
            long end = next < dropped.length ? dropped[next] : source.rowCount();
            int here = (int) Math.min(rows - done, end - row);
            if (here > 0) {
                stretch.read(row, here, done);
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
