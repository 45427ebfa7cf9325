package flashflow.plots.saving;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A table as CSV with a header, UTF-8, points in numbers, and nothing where there is no value. */
public final class NumbersCsv {
    private NumbersCsv() {}

    /** The whole file. */
    public static String of(Table table) {
        String header = table.columnNames().stream().map(NumbersCsv::quoted).collect(Collectors.joining(","));
        return IntStream.range(0, table.rowCount())
                .mapToObj(row -> table.columns().stream()
                        .map(column -> cell(column, row))
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n", header + "\n", "\n"));
    }

    private static String cell(Column<?> column, int row) {
        if (column instanceof DoubleColumn numbers) {
            return numbers.isMissing(row) ? "" : Double.toString(numbers.getDouble(row));
        }
        return quoted(column.getUnformattedString(row));
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c < ' ' || ",\";".indexOf(c) >= 0);
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
