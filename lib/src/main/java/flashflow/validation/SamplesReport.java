package flashflow.validation;

import flashflow.FlashFlowException;
import flashflow.Html;
import flashflow.HtmlTable;
import flashflow.TextTable;
import flashflow.Viewable;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a comparison of several samples with one reference found: one table with a group of columns for each sample, the row
 * with the worst ratio of any sample first.
 *
 * @param reference name of the reference
 * @param reports of each other sample, by its name
 * @param warnings about all of them, such as rows that weights have left out
 */
public record SamplesReport(String reference, Map<String, ValidationReport> reports, List<String> warnings)
        implements Viewable {
    /** Keeps the order of the samples. */
    public SamplesReport {
        reports = Collections.unmodifiableMap(new LinkedHashMap<>(reports));
        warnings = List.copyOf(warnings);
    }

    /** A statistic of a column. */
    private record Row(String column, String statistic) {}

    /** The report of one sample. */
    public ValidationReport of(String sample) {
        var report = reports.get(sample);
        if (report == null) {
            throw new FlashFlowException(
                    "There is no report of a sample '" + sample + "'; there are those of " + reports.keySet() + ".");
        }
        return report;
    }

    /**
     * Columns {@code column, statistic}, and for each sample {@code NAME value, NAME error, NAME null, NAME ratio}; missing
     * where a statistic could not be taken of a sample.
     */
    public Table table() {
        var rows = rows();
        var table = Table.create(
                "Validation against " + reference,
                StringColumn.create("column", rows.stream().map(Row::column)),
                StringColumn.create("statistic", rows.stream().map(Row::statistic)));
        reports.forEach((name, report) -> {
            var found = byRow(report);
            table.addColumns(
                    numbers(name + " value", rows, found, Comparison::value),
                    numbers(name + " error", rows, found, Comparison::error),
                    numbers(name + " null", rows, found, Comparison::nullValue),
                    numbers(name + " ratio", rows, found, Comparison::ratio));
        });
        return table;
    }

    private static Map<Row, Comparison> byRow(ValidationReport report) {
        var found = new LinkedHashMap<Row, Comparison>();
        report.comparisons().forEach(comparison -> found.put(row(comparison), comparison));
        return found;
    }

    private static Row row(Comparison comparison) {
        return new Row(comparison.column(), comparison.statistic());
    }

    private static DoubleColumn numbers(
            String name, List<Row> rows, Map<Row, Comparison> found, ToDoubleFunction<Comparison> number) {
        return DoubleColumn.create(
                name,
                rows.stream()
                        .mapToDouble(
                                row -> found.containsKey(row) ? number.applyAsDouble(found.get(row)) : Double.NaN));
    }

    private List<Row> rows() {
        return all().sorted(Comparator.comparingDouble(ValidationReport::rank).reversed())
                .map(SamplesReport::row)
                .distinct()
                .toList();
    }

    private Stream<Comparison> all() {
        return reports.values().stream().flatMap(report -> report.comparisons().stream());
    }

    @Override
    public String toHtml() {
        var rows = rows();
        var table = new HtmlTable()
                .texts("column", rows.stream().map(Row::column).toList())
                .texts("statistic", rows.stream().map(Row::statistic).toList());
        reports.forEach((name, report) -> {
            var found = byRow(report);
            table.numbers(name, cells(rows, found, ValidationReport::value));
            table.numbers(name + ": ratio", cells(rows, found, row -> ValidationReport.ratio(row.ratio())));
        });
        return table.html("against " + reference + "; ratio: to the value between two halves of it")
                + Html.warnings(told());
    }

    private static List<String> cells(List<Row> rows, Map<Row, Comparison> found, Function<Comparison, String> cell) {
        return rows.stream()
                .map(row -> found.containsKey(row) ? cell.apply(found.get(row)) : "")
                .toList();
    }

    /** The warnings about all, then those of each sample under its name; those of every sample once. */
    private List<String> told() {
        var each = reports.entrySet().stream().flatMap(entry -> entry.getValue().warnings().stream()
                .map(sentence -> isCommon(sentence) ? sentence : entry.getKey() + ": " + sentence));
        return Stream.concat(warnings.stream(), each).distinct().toList();
    }

    private boolean isCommon(String sentence) {
        return reports.values().stream().allMatch(report -> report.warnings().contains(sentence));
    }

    @Override
    public String toString() {
        return TextTable.of(table()) + (told().isEmpty() ? "" : "\n" + String.join("\n", told()));
    }
}
