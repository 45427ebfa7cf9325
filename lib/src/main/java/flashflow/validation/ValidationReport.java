package flashflow.validation;

import flashflow.Viewable;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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

    private static double rank(Comparison comparison) {
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
     * @throws flashflow.FlashFlowException if there is none
     */
    public Comparison of(String column, String statistic) {
        return comparisons.stream()
                .filter(c -> c.column().equals(column) && c.statistic().equals(statistic))
                .findFirst()
                .orElseThrow(() -> new flashflow.FlashFlowException("The report has no '" + statistic
                        + "' of the column '" + column + "'; its table shows what it has."));
    }

    /** The table and the warnings as HTML. */
    public String html() {
        return ReportHtml.of(this);
    }

    @Override
    public String toHtml() {
        return html();
    }

    /** The table and the warnings as text. */
    @Override
    public String toString() {
        String weights =
                classifier.map(found -> "\n" + found.table().printAll()).orElse("");
        return table().printAll() + weights + (warnings.isEmpty() ? "" : "\n" + String.join("\n", warnings));
    }
}
