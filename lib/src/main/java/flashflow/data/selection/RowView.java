package flashflow.data.selection;

import flashflow.FlashFlowException;
import flashflow.data.ColumnType;

/** One row, as a predicate sees it; valid only while the predicate looks at it. */
public final class RowView {
    private final ColumnBlock block;
    private int row;

    RowView(ColumnBlock block) {
        this.block = block;
    }

    RowView at(int place) {
        row = place;
        return this;
    }

    /**
     * A number in float64, before anything is rounded to float32.
     *
     * @param column its full name, or the end of it after an underscore
     * @throws FlashFlowException if there is no such column, or it holds text
     */
    public double value(String column) {
        return numbers(column).real(row);
    }

    /**
     * A whole number of a carried column, exactly; of uint64 its 64 bits.
     *
     * @throws FlashFlowException if there is no such column, or it holds something else
     */
    public long whole(String column) {
        var numbers = numbers(column);
        if (!numbers.isWhole()) {
            throw new FlashFlowException("The column '" + column
                    + "' is no carried one of whole numbers; ask for its value, or carry it along.");
        }
        return numbers.wholes()[row];
    }

    /** Whether a number is not 0, or a truth is true. */
    public boolean is(String column) {
        return value(column) != 0;
    }

    /**
     * A text.
     *
     * @throws FlashFlowException if there is no such column, or it holds numbers
     */
    public String text(String column) {
        if (!block.type(column).equals(ColumnType.TEXT)) {
            throw new FlashFlowException("The column '" + column + "' holds numbers; ask for its value.");
        }
        return block.texts(column)[row];
    }

    private Numbers numbers(String column) {
        if (block.type(column).equals(ColumnType.TEXT)) {
            throw new FlashFlowException("The column '" + column + "' holds text; ask for its text.");
        }
        return block.numbers(column);
    }
}
