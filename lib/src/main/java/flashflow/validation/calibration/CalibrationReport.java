package flashflow.validation.calibration;

import flashflow.FlashFlowException;
import flashflow.Html;
import flashflow.HtmlTable;
import flashflow.TextTable;
import flashflow.Viewable;
import flashflow.data.ColumnFinder;
import flashflow.validation.Estimate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a check of calibration found; its tables have the least likely for an exact posterior first.
 *
 * @param checks one for each target and for all together, first of all rows, then of each bin
 * @param rows how many rows were used
 * @param ofRows how many there were
 * @param draws for each row
 * @param level probability with which chance alone flags nothing
 * @param warnings sentences about rows and bins that were left out, and of the sampler
 */
public record CalibrationReport(
        List<CalibrationCheck> checks, int rows, long ofRows, int draws, double level, List<String> warnings)
        implements Viewable {
    private static final double[] SHARES = {0.5, 0.68, 0.9, 0.95};

    /** Copies the lists. */
    public CalibrationReport {
        checks = List.copyOf(checks);
        warnings = List.copyOf(warnings);
    }

    /** The checks, the least likely for an exact posterior first. */
    public List<CalibrationCheck> worstFirst() {
        return checks.stream()
                .sorted(Comparator.comparingDouble(CalibrationCheck::pValue))
                .toList();
    }

    /** Whether no check is flagged. */
    public boolean isCalibrated() {
        return checks.stream().noneMatch(CalibrationCheck::isFlagged);
    }

    /** The check of a target in all rows; see {@link #of(String, String)}. */
    public CalibrationCheck of(String target) {
        return of(target, CalibrationCheck.ALL);
    }

    /**
     * One check.
     *
     * @param target its full name, the end of it, or {@link CalibrationCheck#JOINT}
     * @param context {@link CalibrationCheck#ALL}, or a bin as the table has it
     * @throws FlashFlowException if there is none
     */
    public CalibrationCheck of(String target, String context) {
        return ofTarget(target).stream()
                .filter(check -> check.context().equals(context))
                .findFirst()
                .orElseThrow(() -> new FlashFlowException("The report has no bin '" + context + "'; its bins are "
                        + checks.stream()
                                .map(CalibrationCheck::context)
                                .distinct()
                                .toList()
                        + "."));
    }

    /** The checks of a target, that of all rows first, then those of the bins in their order; see {@link #of(String, String)}. */
    public List<CalibrationCheck> ofTarget(String target) {
        String name = ColumnFinder.among(
                        checks.stream().map(CalibrationCheck::target).distinct().toList(), "the report")
                .name(target);
        return checks.stream().filter(check -> check.target().equals(name)).toList();
    }

    /** The checks of all rows or a bin, target after target and all together last. */
    public List<CalibrationCheck> ofContext(String context) {
        return checks.stream().filter(check -> check.context().equals(context)).toList();
    }

    /**
     * Columns {@code context, target, rows, distance, band, shift, shift_error, spread, spread_error, coverage_68, p_value,
     * flagged, verdict}; see {@link CalibrationCheck}.
     */
    public Table table() {
        return Table.create(
                "Calibration",
                StringColumn.create("context", texts(CalibrationCheck::context)),
                StringColumn.create("target", texts(CalibrationCheck::target)),
                IntColumn.create(
                        "rows",
                        worstFirst().stream().mapToInt(CalibrationCheck::rows).toArray()),
                numbers("distance", CalibrationCheck::distance),
                numbers("band", CalibrationCheck::band),
                numbers("shift", check -> check.shift().value()),
                numbers("shift_error", check -> check.shift().error()),
                numbers("spread", check -> check.spread().value()),
                numbers("spread_error", check -> check.spread().error()),
                numbers("coverage_68", check -> check.coverage(0.68).value()),
                numbers("p_value", CalibrationCheck::pValue),
                BooleanColumn.create(
                        "flagged",
                        worstFirst().stream().map(CalibrationCheck::isFlagged).toList()),
                StringColumn.create("verdict", texts(CalibrationCheck::verdict)));
    }

    /**
     * How many truths lie in central intervals of their posteriors: columns {@code context, target, share, coverage, error}; the
     * error is that of an exact posterior. Of {@link CalibrationCheck#JOINT} the shares of draws closer to a random point.
     */
    public Table coverage() {
        var table = Table.create(
                "Coverage",
                StringColumn.create("context"),
                StringColumn.create("target"),
                DoubleColumn.create("share"),
                DoubleColumn.create("coverage"),
                DoubleColumn.create("error"));
        for (CalibrationCheck check : worstFirst()) {
            for (double share : SHARES) {
                var found = check.coverage(share);
                table.stringColumn("context").append(check.context());
                table.stringColumn("target").append(check.target());
                table.doubleColumn("share").append(share);
                table.doubleColumn("coverage").append(found.value());
                table.doubleColumn("error").append(found.error());
            }
        }
        return table;
    }

    private DoubleColumn numbers(String name, ToDoubleFunction<CalibrationCheck> number) {
        return DoubleColumn.create(name, worstFirst().stream().mapToDouble(number));
    }

    private List<String> texts(Function<CalibrationCheck, String> text) {
        return worstFirst().stream().map(text).toList();
    }

    @Override
    public String toHtml() {
        var table = new HtmlTable()
                .texts("context", texts(CalibrationCheck::context))
                .texts("target", texts(CalibrationCheck::target))
                .numbers("rows", texts(check -> String.format(Locale.ROOT, "%,d", check.rows())))
                .numbers("mean rank - 1/2", texts(check -> withError(check.shift())))
                .numbers("spread of ranks (exact: 1)", texts(check -> withError(check.spread())))
                .numbers("in the central 68 %", texts(check -> percent(check.coverage(0.68))))
                .numbers(
                        "distance (band)",
                        texts(check -> String.format(Locale.ROOT, "%.3f (%.3f)", check.distance(), check.band())))
                .numbers("p-value", texts(CalibrationReport::probability))
                .texts("the posterior is", texts(CalibrationCheck::verdict));
        return table.html(caption()) + Html.warnings(warnings);
    }

    private static String withError(Estimate found) {
        return String.format(Locale.ROOT, "%.3f ± %.3f", found.value(), found.error());
    }

    /** The tails of the tests are known no further. */
    private static String probability(CalibrationCheck check) {
        return check.pValue() < 1e-10 ? "< 1e-10" : String.format(Locale.ROOT, "%.2g", check.pValue());
    }

    private static String percent(Estimate found) {
        return String.format(Locale.ROOT, "%.1f ± %.1f %%", 100 * found.value(), 100 * found.error());
    }

    private String caption() {
        long flagged = checks.stream().filter(CalibrationCheck::isFlagged).count();
        return String.format(
                Locale.ROOT,
                "%,d of %,d rows with %,d draws each; %d of %d checks deviate by more than chance allows any of them in %s %%"
                        + " of all cases",
                rows,
                ofRows,
                draws,
                flagged,
                checks.size(),
                HtmlTable.number(100 * level));
    }

    /** The table, how it was made and the warnings as text. */
    @Override
    public String toString() {
        return TextTable.of(table()) + "\n" + caption()
                + (warnings.isEmpty() ? "" : "\n" + String.join("\n", warnings));
    }
}
