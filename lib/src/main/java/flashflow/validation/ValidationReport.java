package flashflow.validation;

import flashflow.FlashFlowException;
import flashflow.Html;
import flashflow.HtmlTable;
import flashflow.TextTable;
import flashflow.Viewable;
import flashflow.data.ColumnFinder;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a comparison found, the worst first: sorted by the ratio to the value between two halves of the reference.
 *
 * @param comparisons one for each statistic, in that order
 * @param classifier the classifier two-sample test with the distribution of its weights, unless it was left out
 * @param warnings sentences about rows and columns that were left out or are odd
 */
public record ValidationReport(
        List<Comparison> comparisons, Optional<ClassifierCheck> classifier, List<String> warnings) implements Viewable {
    /** Sorts the comparisons. */
    public ValidationReport {
        comparisons = comparisons.stream()
                .sorted(Comparator.comparingDouble(ValidationReport::rank).reversed())
                .toList();
        warnings = List.copyOf(warnings);
    }

    /** NaN counts as the worst. */
    static double rank(Comparison comparison) {
        double ratio = comparison.ratio();
        return Double.isNaN(ratio) ? Double.POSITIVE_INFINITY : ratio;
    }

    /** Columns {@code column, statistic, value, error, null, null_error, ratio}. */
    public Table table() {
        return Table.create(
                "Validation",
                StringColumn.create("column", comparisons.stream().map(Comparison::column)),
                StringColumn.create("statistic", comparisons.stream().map(Comparison::statistic)),
                numbers("value", Comparison::value),
                numbers("error", Comparison::error),
                numbers("null", Comparison::nullValue),
                numbers("null_error", Comparison::nullError),
                numbers("ratio", Comparison::ratio));
    }

    private DoubleColumn numbers(String name, ToDoubleFunction<Comparison> number) {
        return DoubleColumn.create(name, comparisons.stream().mapToDouble(number));
    }

    /**
     * The entry of a column and a statistic.
     *
     * @param column its full name or the end of it, or {@link Comparison#ALL}
     * @throws FlashFlowException if there is none
     */
    public Comparison of(String column, String statistic) {
        var finder =
                ColumnFinder.among(cells(Comparison::column).stream().distinct().toList());
        String name = finder.find(column).orElseThrow(() -> missing(column, statistic, finder.nearest(column)));
        return comparisons.stream()
                .filter(c -> c.column().equals(name) && c.statistic().equals(statistic))
                .findFirst()
                .orElseThrow(() -> missing(column, statistic, "its table shows what it has"));
    }

    private static FlashFlowException missing(String column, String statistic, String advice) {
        return new FlashFlowException(
                "The report has no '" + statistic + "' of the column '" + column + "'; " + advice + ".");
    }

    /** The table and the warnings as HTML. */
    public String html() {
        var table = new HtmlTable()
                .texts("column", cells(Comparison::column))
                .texts("statistic", cells(Comparison::statistic))
                .numbers("value", cells(ValidationReport::value))
                .numbers("between halves of the reference", cells(row -> withError(row.nullValue(), row.nullError())))
                .numbers("ratio", cells(row -> ratio(row.ratio())));
        String weights = classifier.map(found -> HtmlTable.whole(found.table())).orElse("");
        return table.html("") + weights + Html.warnings(warnings);
    }

    private List<String> cells(Function<Comparison, String> cell) {
        return comparisons.stream().map(cell).toList();
    }

    static String value(Comparison row) {
        return withError(row.value(), row.error());
    }

    private static String withError(double value, double error) {
        return number("%.4g", value) + " ± " + number("%.1g", error);
    }

    static String ratio(double ratio) {
        return number(Math.abs(ratio) < 1e6 ? "%.2f" : "%.2e", ratio);
    }

    /** Numbers that are none are told by a word. */
    private static String number(String format, double value) {
        if (Double.isNaN(value)) {
            return "undefined";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "infinite" : "-infinite";
        }
        return String.format(Locale.ROOT, format, value);
    }

    @Override
    public String toHtml() {
        return html();
    }

    /** The table and the warnings as text. */
    @Override
    public String toString() {
        String weights =
                classifier.map(found -> "\n" + TextTable.of(found.table())).orElse("");
        return TextTable.of(table()) + weights + (warnings.isEmpty() ? "" : "\n" + String.join("\n", warnings));
    }
}
