package flashflow.data;

import flashflow.FlashFlowException;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Rows as Tablesaw tables and back; what float32 holds becomes a {@link FloatColumn}, integers too. */
public final class RowTables {
    private RowTables() {}

    /**
     * Makes a table of rows.
     *
     * @param columns names of the columns, W of them
     * @param rows at least {@code count x W} values, row after row
     * @param count number of rows
     */
    public static Table table(List<String> columns, float[] rows, int count) {
        int width = columns.size();
        var made = IntStream.range(0, width)
                .mapToObj(c -> FloatColumn.create(columns.get(c), column(rows, c, width, count)))
                .toArray(Column<?>[]::new);
        return Table.create(made);
    }

    /**
     * Makes a table of rows in float64; columns of types that float32 holds become float32.
     *
     * @param types of the columns
     * @param rows at least {@code count x W} values, row after row
     */
    static Table table(List<String> columns, List<ColumnType> types, double[] rows, int count) {
        int width = columns.size();
        var table = Table.create();
        for (int c = 0; c < width; c++) {
            var exact = DoubleColumn.create(columns.get(c), column(rows, c, width, count));
            table.addColumns(types.get(c).fitsFloat32() ? exact.asFloatColumn().setName(columns.get(c)) : exact);
        }
        return table;
    }

    /**
     * Makes a table of rows, some of whose columns are given in float64 too and become a {@link DoubleColumn}.
     *
     * @param exactColumns names of those, E of them
     * @param exact at least {@code count x E} values, row after row
     */
    public static Table table(
            List<String> columns, float[] rows, List<String> exactColumns, double[] exact, int count) {
        var table = table(columns, rows, count);
        for (int c = 0; c < exactColumns.size(); c++) {
            table.replaceColumn(
                    exactColumns.get(c),
                    DoubleColumn.create(exactColumns.get(c), column(exact, c, exactColumns.size(), count)));
        }
        return table;
    }

    private static double[] column(double[] rows, int column, int width, int count) {
        double[] values = new double[count];
        for (int row = 0; row < count; row++) {
            values[row] = rows[row * width + column];
        }
        return values;
    }

    private static float[] column(float[] rows, int column, int width, int count) {
        float[] values = new float[count];
        for (int row = 0; row < count; row++) {
            values[row] = rows[row * width + column];
        }
        return values;
    }

    /**
     * Takes columns of a table by their full names, in the order given, as rows.
     *
     * @return {@code table.rowCount() x columns.size()} values, row after row
     * @throws FlashFlowException if a column is missing, holds no numbers or has missing values
     */
    public static float[] rows(Table table, List<String> columns) {
        int width = columns.size();
        var finder = ColumnFinder.in(table);
        float[] rows = new float[Math.multiplyExact(table.rowCount(), width)];
        for (int c = 0; c < width; c++) {
            var column = ColumnFinder.numeric(table, finder.full(columns.get(c)));
            for (int row = 0; row < table.rowCount(); row++) {
                rows[row * width + c] = (float) column.getDouble(row);
            }
        }
        int bad = Finite.firstBad(rows, 0, rows.length);
        if (bad >= 0) {
            throw refuse(table, bad / width, columns.get(bad % width));
        }
        return rows;
    }

    /**
     * The same in float64, before anything is rounded.
     *
     * @throws FlashFlowException if a column is missing, holds no numbers or has missing values
     */
    public static double[] exactRows(Table table, List<String> columns) {
        var source = TableRows.of(new ColumnLayout(List.of(), columns), table);
        double[] rows = new double[Math.multiplyExact(table.rowCount(), columns.size())];
        source.readExact(0, table.rowCount(), rows, 0);
        return rows;
    }

    static FlashFlowException refuse(Table table, int row, String name) {
        double value = table.numberColumn(name).getDouble(row);
        String wrong = Double.isFinite(value)
                ? value + ", which does not fit float32 (at most 3.4e38); scale the column or drop such rows first."
                : "missing or infinite; drop such rows first.";
        return new FlashFlowException(called(table) + ", row " + row + ", column '" + name + "' is " + wrong);
    }

    /** A table as the beginning of a sentence: by its name, if it has one. */
    public static String called(Table table) {
        return table.name() == null || table.name().isBlank() ? "The table" : "Table '" + table.name() + "'";
    }
}
