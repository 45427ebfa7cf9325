package flashflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A table as a fragment of HTML, column by column: texts to the left, numbers to the right, and a caption below. Text from
 * outside is escaped.
 */
public final class HtmlTable {
    private static final int MOST_ROWS = 20;
    /** Longer texts get room, so that they do not run down a narrow column. */
    private static final int LONG = 40;

    private final List<Cells> columns = new ArrayList<>();

    /** One column, of as many texts as the table has rows. */
    private record Cells(String name, boolean right, boolean unbroken, List<String> texts) {
        String html(String tag, String text) {
            String room = unbroken ? ";white-space:nowrap" : text.length() > LONG ? ";min-width:20em" : "";
            return "<" + tag + " style=\"text-align:" + (right ? "right" : "left") + room + "\">" + Html.escape(text)
                    + "</" + tag + ">";
        }
    }

    /** Without columns at first. */
    public HtmlTable() {}

    /** A Tablesaw table of any length: its first and last rows, with its name and size below. */
    public static String of(Table table) {
        int rows = table.rowCount();
        boolean all = rows <= MOST_ROWS;
        int[] head = IntStream.range(0, all ? rows : MOST_ROWS / 2).toArray();
        int[] tail = IntStream.range(all ? rows : rows - MOST_ROWS / 2, rows).toArray();
        var html = new HtmlTable();
        for (Column<?> column : table.columns()) {
            var texts = texts(column, head);
            if (!all) {
                texts.add("…");
            }
            texts.addAll(texts(column, tail));
            html.columns.add(new Cells(column.name(), column instanceof NumericColumn<?>, false, texts));
        }
        String name = table.name() == null ? "" : table.name() + ": ";
        return html.html(name + String.format(Locale.ROOT, "%,d rows, %d columns", rows, table.columnCount()));
    }

    /** A small Tablesaw table: all its rows, with its name below. */
    public static String whole(Table table) {
        int[] rows = IntStream.range(0, table.rowCount()).toArray();
        var html = new HtmlTable();
        table.columns()
                .forEach(column -> html.columns.add(
                        new Cells(column.name(), column instanceof NumericColumn<?>, false, texts(column, rows))));
        return html.html(table.name());
    }

    private static List<String> texts(Column<?> column, int[] rows) {
        var texts = new ArrayList<String>();
        for (int row : rows) {
            texts.add(cell(column, row));
        }
        return texts;
    }

    /** A value as tables show it: nothing where it is missing, numbers as {@link #number} and whole ones with all digits. */
    public static String cell(Column<?> column, int row) {
        if (column.isMissing(row)) {
            return "";
        }
        // A double would round the last digits of large whole numbers.
        if (column instanceof LongColumn whole) {
            return Long.toString(whole.getLong(row));
        }
        return column instanceof NumericColumn<?> numbers ? number(numbers.getDouble(row)) : column.getString(row);
    }

    /** Whole numbers in full, others with five significant digits. */
    public static String number(double value) {
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

    /** Adds a column of texts, one for each row. */
    public HtmlTable texts(String name, List<String> cells) {
        columns.add(new Cells(name, false, false, List.copyOf(cells)));
        return this;
    }

    /** Adds a column of numbers that are written already, one for each row. */
    public HtmlTable numbers(String name, List<String> cells) {
        columns.add(new Cells(name, true, false, List.copyOf(cells)));
        return this;
    }

    /** Adds a column of texts that stay on one line each, such as dates. */
    public HtmlTable unbroken(String name, List<String> cells) {
        columns.add(new Cells(name, false, true, List.copyOf(cells)));
        return this;
    }

    /** Adds a column of numbers with units that stay on one line each. */
    public HtmlTable unbrokenNumbers(String name, List<String> cells) {
        columns.add(new Cells(name, true, true, List.copyOf(cells)));
        return this;
    }

    /**
     * The fragment.
     *
     * @param caption small print below; empty or null for none
     */
    public String html(String caption) {
        var html = new StringBuilder("<div style=\"overflow-x:auto\"><table>\n<thead><tr>");
        columns.forEach(column -> html.append(column.html("th", column.name())));
        html.append("</tr></thead>\n<tbody>\n");
        int rows = columns.isEmpty() ? 0 : columns.get(0).texts().size();
        for (int row = 0; row < rows; row++) {
            html.append("<tr>");
            for (Cells column : columns) {
                html.append(column.html("td", column.texts().get(row)));
            }
            html.append("</tr>\n");
        }
        html.append("</tbody></table></div>\n");
        return caption == null || caption.isEmpty()
                ? html.toString()
                : html + "<div style=\"opacity:.7;font-size:smaller\">" + Html.escape(caption) + "</div>";
    }
}
