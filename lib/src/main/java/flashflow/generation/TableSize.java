package flashflow.generation;

import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnType;
import java.util.Locale;
import java.util.function.Supplier;
import tech.tablesaw.api.Table;

/**
 * What a table will take of the memory.
 *
 * @param rows how many
 * @param columns how many
 * @param rowBytes of a row, while it is made
 */
record TableSize(long rows, int columns, long rowBytes) {
    /** A guess; of a text with its object's header. */
    private static final int TEXT_BYTES = 64;

    /** Of generated rows: exact columns lie there in blocks and, one after the other, in the table. */
    static TableSize of(OutputRows output, long rows) {
        long exact = 0;
        for (CarriedColumn column : output.exact()) {
            exact += column.type().kind() == ColumnType.Kind.TEXT ? TEXT_BYTES : 2 * Long.BYTES;
        }
        int columns = output.width() + output.exact().size();
        return new TableSize(rows, columns, Float.BYTES * output.width() + exact);
    }

    /** The same with more columns, of whatever type. */
    TableSize with(int more) {
        return new TableSize(rows, columns + more, rowBytes + (long) Long.BYTES * more);
    }

    /**
     * Makes the table.
     *
     * @throws FlashFlowException if a table cannot hold so many rows, or memory does not
     */
    Table made(Supplier<Table> table) {
        if (rows > Integer.MAX_VALUE - 64
                || (double) rows * rowBytes > Runtime.getRuntime().maxMemory()) {
            throw tooMany();
        }
        try {
            return table.get();
        } catch (OutOfMemoryError e) {
            throw tooMany();
        }
    }

    private FlashFlowException tooMany() {
        return new FlashFlowException(String.format(
                Locale.ROOT,
                "A table of %,d rows of %,d columns is more than Java's memory holds; write it to a file with"
                        + " Generation.toHdf5, or start Java with a larger -Xmx.",
                rows,
                columns));
    }
}
