package flashflow.data.hdf5.writing;

import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.data.Place;
import java.util.List;

/**
 * Refuses exact columns that are not those announced, or hold what their type does not.
 *
 * @param place for the messages
 * @param announced what comes with every block of rows
 */
public record ExactCheck(Place place, List<CarriedColumn> announced) {
    /**
     * Looks at a block before anything of it is written.
     *
     * @param count its number of rows
     * @param firstRow number of its first row, for the messages
     * @throws FlashFlowException if other columns came, more or fewer values, or values that do not come back as they are
     */
    public void of(List<ExactColumn> columns, int count, long firstRow) {
        var given = columns.stream().map(ExactColumn::column).toList();
        if (!given.equals(announced)) {
            throw place.refuse(
                    "the exact columns " + given + " came with a block, and " + announced + " were announced",
                    "give each block the announced ones in their order");
        }
        for (ExactColumn column : columns) {
            if (column.size() != count) {
                throw place.refuse(
                        "the exact column '" + column.name() + "' came with " + column.size() + " values for " + count
                                + " rows",
                        "give one for each row");
            }
            refuseUnstorable(column, firstRow);
        }
    }

    private void refuseUnstorable(ExactColumn column, long firstRow) {
        for (int i = 0; i < column.size(); i++) {
            if (!isHeld(column, i)) {
                throw refuse(column, i, firstRow + i);
            }
        }
    }

    private FlashFlowException refuse(ExactColumn column, int index, long row) {
        String where = "row " + row + ", exact column '" + column.name() + "' would be ";
        if (column.type().kind() == ColumnType.Kind.TEXT) {
            return place.refuse(
                    where + (column.textAt(index) == null ? "null" : "a text with a zero or half a character in it"),
                    "give proper text, or an empty one where there is none");
        }
        String value = column.type().isInteger() || column.type().kind() == ColumnType.Kind.BOOLEAN
                ? Long.toString(column.longAt(index))
                : Double.toString(column.doubleAt(index));
        return place.refuse(where + value + ", which no " + column.type() + " is", "announce a wider type");
    }

    private static boolean isHeld(ExactColumn column, int i) {
        int bits = column.type().bits();
        return switch (column.type().kind()) {
            case TEXT -> column.textAt(i) != null && AttributeValue.isStorable(column.textAt(i));
            case BOOLEAN -> (column.longAt(i) & ~1L) == 0;
            case SIGNED -> column.longAt(i) << 64 - bits >> 64 - bits == column.longAt(i);
            case UNSIGNED -> column.longAt(i) << 64 - bits >>> 64 - bits == column.longAt(i);
            case FLOAT -> isHeld(column.doubleAt(i), bits);
        };
    }

    private static boolean isHeld(double value, int bits) {
        double held =
                switch (bits) {
                    case 16 -> Float16.value(Float16.bits(value));
                    case 32 -> (float) value;
                    default -> value;
                };
        return Double.compare(held, value) == 0;
    }
}
