package flashflow.data.parquet;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntToDoubleFunction;

/**
 * Values of one column in one row group.
 *
 * @param array of float, double, long or String
 * @param nulls which of the values are missing
 */
record ColumnValues(Object array, BitSet nulls) {
    private static final ColumnType UINT64 = new ColumnType(ColumnType.Kind.UNSIGNED, 64);

    /** Bytes that they take. */
    long bytes() {
        if (array instanceof String[] texts) {
            return Arrays.stream(texts)
                    .mapToLong(text -> text == null ? 8 : 56L + text.length())
                    .sum();
        }
        return (array instanceof float[] ? 4L : 8L) * Array.getLength(array) + nulls.size() / 8;
    }

    /**
     * Values as float32, NaN for the missing ones.
     *
     * @param type that they are offered in
     * @param which of them, as {@code count} of them with this distance between each other
     * @param into receives them from index {@code at} on with the distance {@code width}
     */
    void copy(ColumnType type, Strided which, float[] into, int at, int width) {
        if (array instanceof float[] floats) {
            for (int i = 0; i < which.count(); i++) {
                into[at + i * width] = floats[which.index(i)];
            }
            return;
        }
        var number = numbers(type);
        boolean whole = array instanceof long[] && !type.equals(UINT64);
        for (int i = 0; i < which.count(); i++) {
            int from = which.index(i);
            // A long becomes the nearest float32 at once, not by way of a float64.
            boolean direct = whole && !nulls.get(from);
            into[at + i * width] = direct ? ((long[]) array)[from] : (float) number.applyAsDouble(from);
        }
    }

    /** The same in float64. */
    void copy(ColumnType type, Strided which, double[] into, int at, int width) {
        var number = numbers(type);
        for (int i = 0; i < which.count(); i++) {
            into[at + i * width] = number.applyAsDouble(which.index(i));
        }
    }

    private IntToDoubleFunction numbers(ColumnType type) {
        if (array instanceof float[] floats) {
            return i -> floats[i];
        }
        if (array instanceof double[] doubles) {
            return i -> doubles[i];
        }
        if (array instanceof long[] whole) {
            var exact = ExactColumn.of(new CarriedColumn("", type), whole);
            return i -> nulls.get(i) ? Double.NaN : exact.doubleAt(i);
        }
        return i -> nulls.get(i) ? Double.NaN : Double.parseDouble(((String[]) array)[i]);
    }

    /** The first of some values that is missing and of a type that has nothing to stand for it, as its place among them; or -1. */
    int firstUntellable(Strided which) {
        boolean nan = array instanceof float[] || array instanceof double[];
        for (int i = 0; !nan && i < which.count(); i++) {
            if (nulls.get(which.index(i))) {
                return i;
            }
        }
        return -1;
    }

    /** Some of the values as they are. */
    ExactColumn exact(CarriedColumn column, Strided which) {
        if (array instanceof String[] texts) {
            return ExactColumn.of(
                    column, which.indices().mapToObj(i -> texts[i]).toArray(String[]::new));
        }
        if (array instanceof long[] whole) {
            return ExactColumn.of(
                    column, which.indices().mapToLong(i -> whole[i]).toArray());
        }
        double[] reals = new double[which.count()];
        copy(column.type(), which, reals, 0, 1);
        return ExactColumn.of(column, reals);
    }
}
