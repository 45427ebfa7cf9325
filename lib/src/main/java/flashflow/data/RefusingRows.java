package flashflow.data;

import flashflow.FlashFlowException;
import java.util.concurrent.atomic.LongAdder;

/**
 * Rows that must be finite; a row that is not ends the reading with its place.
 *
 * @param cause says what is wrong with a value that became infinite
 */
public record RefusingRows(JoinedRows joined, ColumnLayout layout, Cause cause) implements StoredRows {
    /** Looks at a value as it is stored. */
    public interface Cause {
        /**
         * Says what is wrong with it.
         *
         * @param part the file
         * @param row in the file
         * @param column of the layout
         * @param value what it became
         * @return for instance "is NaN"
         */
        String of(int part, long row, int column, float value);
    }

    @Override
    public long rows() {
        return joined.rows();
    }

    @Override
    public int width() {
        return joined.width();
    }

    @Override
    public int blockRows() {
        return joined.blockRows();
    }

    @Override
    public void read(long firstRow, int count, float[] into, int offset) {
        joined.read(firstRow, count, into, offset);
        int bad = Finite.firstBad(into, offset, offset + count * width());
        if (bad >= 0) {
            int value = bad - offset;
            throw refusal(firstRow + value / width(), value % width(), into[bad]);
        }
    }

    private FlashFlowException refusal(long row, int column, float value) {
        var all = new LongAdder();
        RowScan.badRows(joined, ignored -> all.increment());
        return joined.place(row)
                .refuse(
                        "row " + joined.rowInFile(row) + ", column '"
                                + layout.columns().get(column) + "' "
                                + cause.of(joined.part(row), joined.rowInFile(row), column, value) + ", and " + all
                                + " of all " + rows() + " rows hold NaN or infinity",
                        "clean the data, or open them with nonFinite(NonFinite.DROP) to leave such rows out");
    }
}
