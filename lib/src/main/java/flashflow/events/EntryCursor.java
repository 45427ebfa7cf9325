package flashflow.events;

import flashflow.FlashFlowException;
import flashflow.data.RowSource;

/** Goes through the column {@code entry} of a table, block by block; the numbers never fall. */
final class EntryCursor {
    private static final int ROWS = 1 << 16;
    static final String ENTRY = "entry";

    private final RowSource rows;
    private final int place;
    private long[] block = {};
    private long firstOfBlock;
    private long row;
    private long last = -1;

    /** @param rows carry the column; null for none */
    EntryCursor(RowSource rows) {
        this.rows = rows;
        this.place = rows == null
                ? -1
                : rows.carried().stream().map(column -> column.name()).toList().indexOf(ENTRY);
    }

    private long count() {
        return rows == null ? 0 : rows.rowCount();
    }

    /** Number of the next row. */
    long row() {
        return row;
    }

    boolean atEnd() {
        return row == count();
    }

    /** The event of the next row; beyond all events at the end. */
    long entry() {
        if (atEnd()) {
            return Long.MAX_VALUE;
        }
        if (row >= firstOfBlock + block.length) {
            bring();
        }
        return block[(int) (row - firstOfBlock)];
    }

    private void bring() {
        firstOfBlock = row;
        int some = (int) Math.min(ROWS, count() - row);
        var column = rows.readCarried(row, some).get(place);
        block = new long[some];
        for (int i = 0; i < some; i++) {
            block[i] = column.longAt(i);
            if (block[i] < last) {
                throw new FlashFlowException("The extracted events are not in order: entry " + block[i]
                        + " comes after " + last + " in row " + (row + i) + "; extract them again.");
            }
            last = block[i];
        }
    }

    /** Past all rows of events before this one; gives how many they were. */
    int passBefore(long end) {
        long first = row;
        while (entry() < end) {
            row++;
        }
        return Math.toIntExact(row - first);
    }
}
