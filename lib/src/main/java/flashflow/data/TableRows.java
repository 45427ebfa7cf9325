package flashflow.data;

import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/** The rows of a table, whose columns are not copied. */
record TableRows(ColumnLayout layout, List<NumericColumn<?>> columns) implements RowSource {
    /**
     * Finds columns by their full names.
     *
     * @throws flashflow.FlashFlowException if a column is missing, holds no numbers, or has missing or infinite values
     */
    static TableRows of(ColumnLayout layout, Table table) {
        var finder = ColumnFinder.in(table);
        var columns = layout.columns().stream()
                .<NumericColumn<?>>map(name -> ColumnFinder.numeric(table, finder.full(name)))
                .toList();
        for (NumericColumn<?> column : columns) {
            int bad = IntStream.range(0, column.size())
                    .filter(row -> !Double.isFinite(column.getDouble(row)))
                    .findFirst()
                    .orElse(-1);
            if (bad >= 0) {
                throw RowTables.refuse(table, bad, column.name());
            }
        }
        return new TableRows(layout, columns);
    }

    @Override
    public long rowCount() {
        return columns.get(0).size();
    }

    @Override
    public List<ColumnType> types() {
        return columns.stream().map(TableRows::type).toList();
    }

    private static ColumnType type(NumericColumn<?> column) {
        if (column instanceof LongColumn) {
            return ColumnType.INT64;
        } else if (column instanceof IntColumn) {
            return ColumnType.INT32;
        }
        return column instanceof DoubleColumn ? ColumnType.FLOAT64 : ColumnType.FLOAT32;
    }

    @Override
    public void read(long firstRow, int rows, float[] into, int offset) {
        for (int c = 0; c < columns.size(); c++) {
            var column = columns.get(c);
            boolean whole = column instanceof LongColumn;
            for (int i = 0, at = offset + c; i < rows; i++, at += columns.size()) {
                int row = (int) firstRow + i;
                into[at] = whole ? ((LongColumn) column).getLong(row) : (float) column.getDouble(row);
            }
        }
    }

    @Override
    public void readExact(long firstRow, int rows, double[] into, int offset) {
        for (int c = 0; c < columns.size(); c++) {
            for (int i = 0, at = offset + c; i < rows; i++, at += columns.size()) {
                into[at] = columns.get(c).getDouble((int) firstRow + i);
            }
        }
    }

    @Override
    public List<ExactColumn> readStored(long firstRow, int rows) {
        return IntStream.range(0, columns.size())
                .mapToObj(c -> stored(c, (int) firstRow, rows))
                .toList();
    }

    private ExactColumn stored(int c, int first, int rows) {
        var column = columns.get(c);
        var range = IntStream.range(first, first + rows);
        var name = layout.columns().get(c);
        var named = new CarriedColumn(name, type(column));
        if (column instanceof LongColumn longs) {
            return ExactColumn.of(named, range.mapToLong(longs::getLong).toArray());
        }
        var values = range.mapToDouble(column::getDouble);
        return column instanceof IntColumn
                ? ExactColumn.of(named, values.mapToLong(value -> (long) value).toArray())
                : ExactColumn.of(named, values.toArray());
    }
}
