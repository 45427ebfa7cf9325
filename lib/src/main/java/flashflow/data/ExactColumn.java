package flashflow.data;

import flashflow.FlashFlowException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/**
 * Values of one column for some rows, exactly as they are stored: whole numbers and truth values as 64 bits, real numbers as
 * float64, text. Immutable.
 */
public final class ExactColumn {
    private final CarriedColumn column;
    private final Object values;
    private final int size;

    private ExactColumn(CarriedColumn column, Object values, int size) {
        this.column = column;
        this.values = values;
        this.size = size;
    }

    /**
     * Whole numbers or truth values; the array is not copied.
     *
     * @param values those of uint64 as their 64 bits, truth values as 0 and 1
     */
    public static ExactColumn of(CarriedColumn column, long[] values) {
        refuse(column, column.type().isInteger() || column.type().kind() == ColumnType.Kind.BOOLEAN);
        return new ExactColumn(column, values, values.length);
    }

    /** Real numbers; the array is not copied. */
    public static ExactColumn of(CarriedColumn column, double[] values) {
        refuse(column, column.type().kind() == ColumnType.Kind.FLOAT);
        return new ExactColumn(column, values, values.length);
    }

    /** Texts; the array is not copied. */
    public static ExactColumn of(CarriedColumn column, String[] values) {
        refuse(column, column.type().kind() == ColumnType.Kind.TEXT);
        return new ExactColumn(column, values, values.length);
    }

    private static void refuse(CarriedColumn column, boolean fits) {
        if (!fits) {
            throw new FlashFlowException("The column '" + column.name() + "' holds " + column.type()
                    + " values, and was given others; give values of its type.");
        }
    }

    /** Name and type. */
    public CarriedColumn column() {
        return column;
    }

    public String name() {
        return column.name();
    }

    /** The same values under another name. */
    public ExactColumn named(String name) {
        return new ExactColumn(new CarriedColumn(name, type()), values, size);
    }

    public ColumnType type() {
        return column.type();
    }

    /** Number of rows. */
    public int size() {
        return size;
    }

    /** A whole number or truth value; of uint64 its 64 bits. */
    public long longAt(int row) {
        return ((long[]) values)[row];
    }

    /** A number, also a whole one, as the nearest float64. */
    public double doubleAt(int row) {
        if (values instanceof double[] reals) {
            return reals[row];
        }
        long whole = longAt(row);
        return isBeyondLong(whole) ? halved(whole) * 2.0 : whole;
    }

    /** A number as the nearest float32. */
    public float floatAt(int row) {
        if (values instanceof double[] reals) {
            return (float) reals[row];
        }
        long whole = longAt(row);
        return isBeyondLong(whole) ? halved(whole) * 2f : whole;
    }

    /** Whether float32 holds a number exactly; NaN counts as held. */
    public boolean fitsFloat32(int row) {
        float nearest = floatAt(row);
        if (values instanceof double[] reals) {
            return nearest == reals[row] || Double.isNaN(reals[row]);
        }
        long whole = longAt(row);
        if (isBeyondLong(whole)) {
            // Half of a float beyond 2^63 is whole, too.
            return nearest != 0x1p64f && (long) (nearest / 2) << 1 == whole;
        }
        // A long ends just below 2^63, which becomes the largest one again.
        return nearest != 0x1p63f && (long) nearest == whole;
    }

    private boolean isBeyondLong(long whole) {
        return whole < 0 && type().kind() == ColumnType.Kind.UNSIGNED;
    }

    /** Halving with the lost bit kept odd rounds as the full value would. */
    private static long halved(long unsigned) {
        return (unsigned >>> 1) | (unsigned & 1);
    }

    /** The same values in another type of number: whole ones as they are, else the nearest float64. */
    ExactColumn as(ColumnType other) {
        var renamed = new CarriedColumn(name(), other);
        boolean whole = other.isInteger() && values instanceof long[];
        return other.equals(type())
                ? this
                : whole
                        ? of(renamed, (long[]) values)
                        : of(
                                renamed,
                                IntStream.range(0, size)
                                        .mapToDouble(this::doubleAt)
                                        .toArray());
    }

    /** A value in words, whatever its type. */
    public String textAt(int row) {
        return switch (type().kind()) {
            case TEXT -> ((String[]) values)[row];
            case UNSIGNED -> Long.toUnsignedString(longAt(row));
            case SIGNED -> Long.toString(longAt(row));
            case BOOLEAN -> longAt(row) == 0 ? "false" : "true";
            case FLOAT -> type().bits() < 64 ? Float.toString((float) doubleAt(row)) : Double.toString(doubleAt(row));
        };
    }

    /**
     * Some of the rows, in an order of one's own, also repeated ones.
     *
     * @param rows for each row of the result the row that it comes from
     */
    public ExactColumn rows(int... rows) {
        if (values instanceof long[] whole) {
            return new ExactColumn(
                    column, Arrays.stream(rows).mapToLong(i -> whole[i]).toArray(), rows.length);
        }
        if (values instanceof double[] reals) {
            return new ExactColumn(
                    column, Arrays.stream(rows).mapToDouble(i -> reals[i]).toArray(), rows.length);
        }
        var texts = (String[]) values;
        return new ExactColumn(
                column, Arrays.stream(rows).mapToObj(i -> texts[i]).toArray(String[]::new), rows.length);
    }

    /** Consecutive rows. */
    public ExactColumn rows(int first, int count) {
        return rows(IntStream.range(first, first + count).toArray());
    }

    /** The rows of several blocks of one column, one after the other. */
    public static ExactColumn join(List<ExactColumn> blocks) {
        var first = blocks.get(0);
        int size = blocks.stream().mapToInt(ExactColumn::size).reduce(0, Math::addExact);
        Object all = java.lang.reflect.Array.newInstance(first.values.getClass().getComponentType(), size);
        int at = 0;
        for (ExactColumn block : blocks) {
            System.arraycopy(block.values, 0, all, at, block.size);
            at += block.size;
        }
        return new ExactColumn(first.column, all, size);
    }

    /**
     * As a column of a table: of the smallest type of Tablesaw's that holds all values of this type and tells each from a missing one;
     * uint64, and int64 with its least number in it, as text.
     */
    public Column<?> toTableColumn() {
        var rows = IntStream.range(0, size);
        return switch (type().kind()) {
            case TEXT -> StringColumn.create(name(), (String[]) values);
            case BOOLEAN ->
                BooleanColumn.create(name(), rows.mapToObj(i -> longAt(i) != 0).toArray(Boolean[]::new));
            case FLOAT -> type().bits() < 64 ? floats() : DoubleColumn.create(name(), (double[]) values);
            case SIGNED, UNSIGNED -> wholeNumbers();
        };
    }

    private FloatColumn floats() {
        float[] narrow = new float[size];
        for (int i = 0; i < size; i++) {
            narrow[i] = (float) doubleAt(i);
        }
        return FloatColumn.create(name(), narrow);
    }

    /** The least number of each type of Tablesaw's stands for a missing one there, and so takes a wider type. */
    private Column<?> wholeNumbers() {
        int bits = type().bits() + (type().kind() == ColumnType.Kind.UNSIGNED ? 1 : 0);
        var rows = IntStream.range(0, size);
        if (bits <= 16 && !holds(Short.MIN_VALUE)) {
            var narrow = ShortColumn.create(name());
            rows.forEach(i -> narrow.append((short) longAt(i)));
            return narrow;
        }
        if (bits <= 32 && !holds(Integer.MIN_VALUE)) {
            return IntColumn.create(name(), rows.map(i -> (int) longAt(i)).toArray());
        }
        if (bits <= 64 && !holds(Long.MIN_VALUE)) {
            return LongColumn.create(name(), rows.mapToLong(this::longAt).toArray());
        }
        return StringColumn.create(name(), rows.mapToObj(this::textAt).toArray(String[]::new));
    }

    private boolean holds(long number) {
        return Arrays.stream((long[]) values).anyMatch(value -> value == number);
    }
}
