package flashflow.data.columns;

import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.storage.Float16;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/**
 * Lets only those exact columns through that come back as they are.
 *
 * @param announced what comes with every block of rows
 * @param isText whether a text can be kept
 */
public record ExactGuard(List<CarriedColumn> announced, Predicate<String> isText) {
    /** In messages. */
    private static final int MOST_NAMED = 5;

    /** Copies the list. */
    public ExactGuard {
        announced = List.copyOf(announced);
    }

    /** For what keeps any text; halves of a character are none. */
    public static ExactGuard anyText(List<CarriedColumn> announced) {
        return new ExactGuard(
                announced, text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
    }

    /**
     * Looks at a block before anything of it is written.
     *
     * @param count its number of rows
     * @param firstRow number of its first row, for the messages
     */
    void refuse(String place, List<ExactColumn> columns, int count, long firstRow) {
        var given = columns.stream().map(ExactColumn::column).toList();
        if (!given.equals(announced)) {
            throw SinkGuard.refusal(
                    place,
                    "the exact columns " + inWords(announced) + " were announced, and others were given, "
                            + inWords(given),
                    "give each block the announced ones in their order",
                    null);
        }
        for (ExactColumn column : columns) {
            if (column.size() != count) {
                throw SinkGuard.refusal(
                        place,
                        "the exact column '" + column.name() + "' came with " + column.size() + " values for " + count
                                + " rows",
                        "give one for each row",
                        null);
            }
            refuseUnstorable(place, column, firstRow);
        }
    }

    private static String inWords(List<CarriedColumn> columns) {
        String first = columns.stream()
                .limit(MOST_NAMED)
                .map(column -> column.type() + " '" + column.name() + "'")
                .toList()
                .toString();
        return columns.size() > MOST_NAMED ? first + " and " + (columns.size() - MOST_NAMED) + " more" : first;
    }

    private void refuseUnstorable(String place, ExactColumn column, long firstRow) {
        for (int i = 0; i < column.size(); i++) {
            if (!isHeld(column, i)) {
                throw unstorable(place, column, i, firstRow + i);
            }
        }
    }

    private static FlashFlowException unstorable(String place, ExactColumn column, int index, long row) {
        String where = "row " + row + ", exact column '" + column.name() + "' would be ";
        String no = ", which no " + column.type() + " is";
        if (column.type().kind() == ColumnType.Kind.TEXT) {
            return SinkGuard.refusal(
                    place,
                    where
                            + (column.textAt(index) == null ? "null" : "a text with a zero or half a character in it")
                            + no,
                    "give proper text, or an empty one where there is none",
                    null);
        }
        boolean real = column.type().kind() == ColumnType.Kind.FLOAT;
        String value = real ? Double.toString(column.doubleAt(index)) : Long.toString(column.longAt(index));
        return SinkGuard.refusal(place, where + value + no, "announce a wider type", null);
    }

    private boolean isHeld(ExactColumn column, int i) {
        int bits = column.type().bits();
        return switch (column.type().kind()) {
            case TEXT -> column.textAt(i) != null && isText.test(column.textAt(i));
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
