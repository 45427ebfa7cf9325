package flashflow.data.columns;

import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.data.RowTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Columns of a table, each in its own type; dates and times as text. A whole number or truth value cannot be missing, so that a
 * column where some are becomes float64 with NaN.
 */
final class TableColumns {
    /** Whole numbers up to here are float64 too. */
    private static final long EXACT = 1L << 53;

    private TableColumns() {}

    /** A copy of the table's values. */
    static ColumnStore store(Table table) {
        if (table.columnCount() == 0) {
            throw new FlashFlowException(RowTables.called(table) + " has no columns; give one that has some.");
        }
        var warnings = new ArrayList<String>();
        table.columns().forEach(column -> missing(column, warnings));
        return new MemoryStore(
                RowTables.called(table),
                table.columns().stream().map(TableColumns::exact).toList(),
                warnings,
                List.of());
    }

    private static void missing(Column<?> column, List<String> warnings) {
        boolean number = column instanceof NumericColumn || column instanceof BooleanColumn;
        if (number && column.countMissing() > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "Column '%s': %,d of %,d values are missing, and are NaN.",
                    column.name(),
                    column.countMissing(),
                    column.size()));
        }
    }

    private static ExactColumn exact(Column<?> column) {
        if (column instanceof DoubleColumn || column instanceof FloatColumn) {
            var numbers = (NumericColumn<?>) column;
            var type = column instanceof FloatColumn ? ColumnType.FLOAT32 : ColumnType.FLOAT64;
            return reals(column, type, numbers::getDouble);
        }
        if (column instanceof LongColumn longs) {
            return wholes(column, ColumnType.INT64, longs.asLongArray());
        }
        if (column instanceof IntColumn || column instanceof ShortColumn) {
            var numbers = (NumericColumn<?>) column;
            var type = column instanceof IntColumn ? ColumnType.INT32 : new ColumnType(ColumnType.Kind.SIGNED, 16);
            return wholes(
                    column,
                    type,
                    rows(column).mapToLong(i -> (long) numbers.getDouble(i)).toArray());
        }
        if (column instanceof BooleanColumn truths) {
            return wholes(
                    column,
                    ColumnType.BOOLEAN,
                    rows(column).mapToLong(truths::getByte).toArray());
        }
        var texts = rows(column).mapToObj(column::getUnformattedString).toArray(String[]::new);
        return ExactColumn.of(new CarriedColumn(column.name(), ColumnType.TEXT), texts);
    }

    private static IntStream rows(Column<?> column) {
        return IntStream.range(0, column.size());
    }

    private static ExactColumn reals(Column<?> column, ColumnType type, IntToDoubleFunction value) {
        double[] values = rows(column).mapToDouble(value).toArray();
        return ExactColumn.of(new CarriedColumn(column.name(), type), values);
    }

    private static ExactColumn wholes(Column<?> column, ColumnType type, long[] values) {
        if (column.countMissing() == 0) {
            return ExactColumn.of(new CarriedColumn(column.name(), type), values);
        }
        for (int i = 0; i < values.length; i++) {
            if (!column.isMissing(i) && Math.abs(values[i]) > EXACT) {
                throw new FlashFlowException(
                        "The column '" + column.name() + "' has missing values, and row " + i + " holds " + values[i]
                                + ", which no float64 does; fill the missing ones, or drop their rows.");
            }
        }
        return reals(column, ColumnType.FLOAT64, i -> column.isMissing(i) ? Double.NaN : values[i]);
    }
}
