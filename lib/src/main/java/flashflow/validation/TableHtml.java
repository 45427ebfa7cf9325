package flashflow.validation;

import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A small Tablesaw table, and warnings, as fragments of HTML; text from outside is escaped. */
final class TableHtml {
    private TableHtml() {}

    static String of(Table table) {
        var html = new StringBuilder("<table><caption>").append(escaped(table.name()));
        html.append("</caption><thead><tr>");
        table.columnNames()
                .forEach(name -> html.append("<th>").append(escaped(name)).append("</th>"));
        html.append("</tr></thead><tbody>");
        for (int row = 0; row < table.rowCount(); row++) {
            html.append("<tr>");
            for (Column<?> column : table.columns()) {
                html.append(cell(column, row));
            }
            html.append("</tr>");
        }
        return html.append("</tbody></table>").toString();
    }

    private static String cell(Column<?> column, int row) {
        return column instanceof NumericColumn<?> numbers
                ? "<td style=\"text-align:right\">" + number(numbers.getDouble(row)) + "</td>"
                : "<td>" + escaped(column.getString(row)) + "</td>";
    }

    /** Whole numbers as they are, others with four significant digits. */
    private static String number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e9;
        return String.format(Locale.ROOT, whole ? "%.0f" : "%.4g", value);
    }

    static String warnings(List<String> warnings) {
        var html = new StringBuilder();
        warnings.forEach(w -> html.append("<p>Warning: ").append(escaped(w)).append("</p>"));
        return html.toString();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
