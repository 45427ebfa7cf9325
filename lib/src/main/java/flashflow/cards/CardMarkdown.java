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
    /** What means something wherever it stands: to Markdown, to GitHub's formulas, or to the HTML in it. */
    private static final String ALWAYS = "\\`*<|~$&";

    /** The beginning of a numbered list. */
    private static final String NUMBERED = "^(\\d+)([.)]\\s)";

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

    /** On one line; what means something only in some places is escaped there, so that the text stays readable. */
    static String escaped(String text) {
        String line = text.replaceAll("\\R", " ").strip();
        var escaped = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            escaped.append(isSpecial(line, i) ? "\\" : "").append(line.charAt(i));
        }
        return escaped.toString().replaceFirst(NUMBERED, "$1\\\\$2");
    }

    private static boolean isSpecial(String line, int i) {
        char next = i + 1 < line.length() ? line.charAt(i + 1) : ' ';
        return switch (line.charAt(i)) {
            case '_' -> !isWithinWord(line, i);
            case '#', '>' -> i == 0;
            case '-', '+', '=' -> i == 0 && (next == ' ' || next == line.charAt(0));
            case '[' -> next == '^' || next == '[';
            case ']' -> "([:".indexOf(next) >= 0;
            default -> ALWAYS.indexOf(line.charAt(i)) >= 0;
        };
    }

    private static boolean isWithinWord(String line, int i) {
        return i > 0
                && i + 1 < line.length()
                && Character.isLetterOrDigit(line.charAt(i - 1))
                && Character.isLetterOrDigit(line.charAt(i + 1));
    }
}
