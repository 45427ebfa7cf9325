package flashflow.cards;

import flashflow.HtmlTable;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/** A card as Markdown with GitHub's tables. Text from outside, such as names of columns, is shown as it is. */
final class CardMarkdown {
    /** What means something to Markdown, to GitHub's formulas, or to the HTML in it. */
    private static final String SPECIAL = "\\`*_{}[]<>#|~$&";

    private CardMarkdown() {}

    static String of(String title, String about, List<CardSection> sections) {
        var text = new StringBuilder("# Model card\n\n").append(escaped(title)).append("\n");
        if (!about.isEmpty()) {
            text.append("\n").append(escaped(about)).append("\n");
        }
        for (var section : sections) {
            text.append("\n## ").append(escaped(section.title())).append("\n");
            section.sentences()
                    .forEach(sentence ->
                            text.append("\n").append(escaped(sentence)).append("\n"));
            section.tables().forEach(table -> text.append("\n").append(table(table)));
        }
        return text.toString();
    }

    private static String table(Table table) {
        var text = new StringBuilder(
                line(table, column -> escaped(table.column(column).name())));
        text.append(line(table, column -> table.column(column) instanceof NumericColumn ? "---:" : "---"));
        for (int row = 0; row < table.rowCount(); row++) {
            int at = row;
            text.append(line(table, column -> escaped(HtmlTable.cell(table.column(column), at))));
        }
        return text.toString();
    }

    private static String line(Table table, IntFunction<String> cell) {
        return IntStream.range(0, table.columnCount()).mapToObj(cell).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** On one line; underscores within words mean nothing and stay as they are. */
    static String escaped(String text) {
        String line = text.replaceAll("\\R", " ").strip();
        var escaped = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean plain = SPECIAL.indexOf(c) < 0 || c == '_' && isWithinWord(line, i);
            escaped.append(plain ? "" : "\\").append(c);
        }
        return escaped.toString();
    }

    private static boolean isWithinWord(String line, int i) {
        return i > 0
                && i + 1 < line.length()
                && Character.isLetterOrDigit(line.charAt(i - 1))
                && Character.isLetterOrDigit(line.charAt(i + 1));
    }
}
