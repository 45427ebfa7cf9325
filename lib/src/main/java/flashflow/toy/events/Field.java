package flashflow.toy.events;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * A column of a group: its name, its type, and how to know its value.
 *
 * @param <T> what a row says something of
 */
record Field<T>(CarriedColumn column, ToLongFunction<T> whole, ToDoubleFunction<T> real) {
    static final ColumnType UINT8 = new ColumnType(ColumnType.Kind.UNSIGNED, 8);
    static final ColumnType UINT32 = new ColumnType(ColumnType.Kind.UNSIGNED, 32);
    static final ColumnType UINT64 = new ColumnType(ColumnType.Kind.UNSIGNED, 64);

    static <T> Field<T> of(String name, ColumnType type, ToLongFunction<T> value) {
        return new Field<>(new CarriedColumn(name, type), value, null);
    }

    /** Whole numbers of 32 bits. */
    static <T> Field<T> number(String name, ToLongFunction<T> value) {
        return of(name, ColumnType.INT32, value);
    }

    static <T> Field<T> real(String name, ToDoubleFunction<T> value) {
        return new Field<>(new CarriedColumn(name, ColumnType.FLOAT32), null, value);
    }

    ExactColumn values(List<T> rows) {
        return whole != null
                ? ExactColumn.of(column, rows.stream().mapToLong(whole).toArray())
                : ExactColumn.of(column, rows.stream().mapToDouble(real).toArray());
    }
}
