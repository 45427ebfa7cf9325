package flashflow.spark.validation;

import flashflow.HtmlTable;
import flashflow.TextTable;
import flashflow.Viewable;
import flashflow.validation.ClassifierCheck;
import flashflow.validation.ConditionalCheck;
import flashflow.validation.ValidationReport;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a comparison of samples of any size found.
 *
 * @param report the library's report: each statistic beside its value between two halves of the reference
 * @param bounds between which numbers each statistic of all rows lies for certain: columns {@code column, statistic, value, low,
 *     high, of}
 * @param profiles targets in bins of context columns, in the order in which they were asked for
 * @param referenceRows rows of the reference
 * @param sampleRows rows of the sample
 */
public record SpreadReport(
        ValidationReport report, Table bounds, List<ConditionalCheck> profiles, long referenceRows, long sampleRows)
        implements Viewable {
    static SpreadReport of(
            List<BoundedComparison> found,
            Optional<ClassifierCheck> classifier,
            List<String> warnings,
            List<ConditionalCheck> profiles,
            long referenceRows,
            long sampleRows) {
        var comparisons = found.stream().map(BoundedComparison::comparison).toList();
        return new SpreadReport(
                new ValidationReport(comparisons, classifier, warnings),
                table(found),
                profiles,
                referenceRows,
                sampleRows);
    }

    private static Table table(List<BoundedComparison> found) {
        return Table.create(
                "What summaries leave open",
                StringColumn.create(
                        "column", found.stream().map(one -> one.comparison().column())),
                StringColumn.create(
                        "statistic", found.stream().map(one -> one.comparison().statistic())),
                numbers("value", found, one -> one.comparison().value()),
                numbers("low", found, BoundedComparison::low),
                numbers("high", found, BoundedComparison::high),
                StringColumn.create("of", found.stream().map(BoundedComparison::by)));
    }

    private static DoubleColumn numbers(
            String name, List<BoundedComparison> found, ToDoubleFunction<BoundedComparison> number) {
        return DoubleColumn.create(name, found.stream().mapToDouble(number));
    }

    @Override
    public String toHtml() {
        var html = new StringBuilder(report.toHtml()).append(HtmlTable.whole(bounds));
        profiles.forEach(profile -> html.append(profile.toHtml()));
        return html.toString();
    }

    /** All tables and warnings as text. */
    @Override
    public String toString() {
        var text = new StringBuilder(report.toString()).append("\n").append(TextTable.of(bounds));
        profiles.forEach(profile -> text.append("\n").append(profile));
        return text.toString();
    }
}
