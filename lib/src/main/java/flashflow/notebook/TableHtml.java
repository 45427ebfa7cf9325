package flashflow.notebook;

import java.util.Locale;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A Tablesaw table as HTML: first and last rows, numbers to the right with five significant digits. */
final class TableHtml {
    private static final int MOST_ROWS = 20;
    /** Longer texts get room, so that they do not run down a narrow column. */
    private static final int LONG = 40;

    private TableHtml() {}

    static String of(Table table) {
        var html = new StringBuilder("<div style=\"overflow-x:auto\"><table>\n<thead><tr>");
        for (Column<?> column : table.columns()) {
            html.append(cell("th", column, column.name()));
        }
        html.append("</tr></thead>\n<tbody>\n");
        boolean all = table.rowCount() <= MOST_ROWS;
        int head = all ? table.rowCount() : MOST_ROWS / 2;
        IntStream.range(0, head).forEach(row -> append(html, table, row));
        if (!all) {
            html.append("<tr>");
            table.columns().forEach(column -> html.append(cell("td", column, "…")));
            html.append("</tr>\n");
            IntStream.range(table.rowCount() - head, table.rowCount()).forEach(row -> append(html, table, row));
        }
        return html.append("</tbody></table></div>\n").append(caption(table)).toString();
    }

    private static void append(StringBuilder html, Table table, int row) {
        html.append("<tr>");
        for (Column<?> column : table.columns()) {
            html.append(cell("td", column, text(column, row)));
        }
        html.append("</tr>\n");
    }

    private static String cell(String tag, Column<?> column, String text) {
        String side = column instanceof NumericColumn<?> ? "right" : "left";
        String room = text.length() > LONG ? ";min-width:20em" : "";
        return "<" + tag + " style=\"text-align:" + side + room + "\">" + Html.escape(text) + "</" + tag + ">";
    }

    private static String text(Column<?> column, int row) {
        if (column.isMissing(row)) {
            return "";
        }
        return column instanceof NumericColumn<?> numbers ? number(numbers.getDouble(row)) : column.getString(row);
    }

    /** Whole numbers in full, others with five significant digits. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        double size = Math.abs(value);
        if (!Double.isFinite(value) || size < 1e-4 || size >= 1e7) {
            return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4e", value) : Double.toString(value);
        }
        int decimals = Math.max(0, 4 - (int) Math.floor(Math.log10(size)));
        String fixed = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return fixed.contains(".") ? fixed.replaceFirst("\\.?0+$", "") : fixed;
    }

    private static String caption(Table table) {
        String name = table.name() == null ? "" : table.name() + ": ";
        return "<div style=\"opacity:.7;font-size:smaller\">" + Html.escape(name)
                + String.format(Locale.ROOT, "%,d rows, %d columns", table.rowCount(), table.columnCount()) + "</div>";
    }
}
