package flashflow;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A whole table as text of even columns, with a dot before decimals and digits from 0 to 9 wherever the machine stands;
 * Tablesaw's own printing follows the machine's language.
 */
public final class TextTable {
    private static final String BETWEEN = "  ";

    private TextTable() {}

    /** The name, the head and every row, each on a line. */
    public static String of(Table table) {
        String[][] columns = table.columns().stream().map(TextTable::cells).toArray(String[][]::new);
        String lines = IntStream.rangeClosed(0, table.rowCount())
                .mapToObj(row -> Arrays.stream(columns).map(cells -> cells[row]).collect(Collectors.joining(BETWEEN)))
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"));
        return table.name() == null || table.name().isEmpty() ? lines : table.name() + "\n" + lines;
    }

    /** The name of a column and its values, all of one width; numbers stand to the right. */
    private static String[] cells(Column<?> column) {
        String[] cells = new String[column.size() + 1];
        cells[0] = column.name();
        for (int row = 0; row < column.size(); row++) {
            cells[row + 1] = HtmlTable.cell(column, row);
        }
        int width = Arrays.stream(cells).mapToInt(String::length).max().orElseThrow();
        boolean right = column instanceof NumericColumn<?>;
        return Arrays.stream(cells).map(cell -> padded(cell, width, right)).toArray(String[]::new);
    }

    private static String padded(String cell, int width, boolean right) {
        String room = " ".repeat(width - cell.length());
        return right ? room + cell : cell + room;
    }
}
