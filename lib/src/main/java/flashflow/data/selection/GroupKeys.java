package flashflow.data.selection;

import flashflow.FlashFlowException;
import flashflow.data.ColumnType;

/**
 * Keys of the values of a column: equal ones for equal values, whole numbers as such whatever their type.
 *
 * @param column its name
 */
record GroupKeys(String column, Dealer dealer) {
    /**
     * Of one row.
     *
     * @param place in the block
     * @param row its index in the source
     */
    long key(ColumnBlock block, int place, long row) {
        if (block.type(column).kind() == ColumnType.Kind.TEXT) {
            return dealer.key(block.texts(column)[place]);
        }
        var numbers = block.numbers(column);
        return dealer.key(numbers.isWhole() ? numbers.wholes()[place] : bits(numbers.real(place), row));
    }

    private long bits(double value, long row) {
        if (Double.isNaN(value)) {
            throw new FlashFlowException(
                    "Row " + row + " holds NaN in the column '" + column
                            + "', by which the rows are split; leave such rows out by where(\"!isnan(...)\"), or take another column.");
        }
        long whole = (long) value;
        return whole == value && Math.abs(value) < 0x1p63 ? whole : Double.doubleToLongBits(value);
    }
}
