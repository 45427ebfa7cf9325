package flashflow.validation;

import flashflow.FlashFlowException;
import flashflow.Html;
import flashflow.HtmlTable;
import flashflow.TextTable;
import flashflow.Viewable;
import flashflow.data.ColumnFinder;
import flashflow.data.Interruption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A target of two samples in bins of a context column: mean, RMS about the mean, and the quantiles 0.05, 0.5, 0.95.
 *
 * @param table one row for each bin and statistic: {@code low, high, statistic, reference_rows, sample_rows, reference,
 *     sample, difference, error, null}; error is the bootstrap error of the difference, null the difference between two
 *     halves of the reference in that bin
 * @param warnings bins that were left out, and rows outside the bins
 */
public record ConditionalCheck(Table table, List<String> warnings) implements Viewable {
    private static final int FEWEST_ROWS = 20;

    /**
     * Runs the check.
     *
     * @param edges rising edges of the context bins
     * @throws FlashFlowException if a column is missing, or no bin has 20 rows of both samples
     */
    public static ConditionalCheck of(
            Table reference, Table sample, String target, String context, double[] edges, ValidationOptions options) {
        try (var work = Interruption.of("comparison in bins")) {
            return of(reference, sample, target, context, Bins.of(edges), options, work);
        }
    }

    private static ConditionalCheck of(
            Table reference,
            Table sample,
            String target,
            String context,
            Bins bins,
            ValidationOptions options,
            Interruption work) {
        double[] edges = bins.edges();
        var warnings = new ArrayList<String>();
        var names = ColumnFinder.in(reference).names(context, target);
        double[][] a = binned(complete(reference, names, "reference", warnings), bins, "reference", warnings);
        double[][] b = binned(complete(sample, names, "sample", warnings), bins, "sample", warnings);
        var table = emptyTable(names.get(1) + " in bins of " + names.get(0));
        for (int bin = 0; bin < bins.count(); bin++) {
            String range = "[" + edges[bin] + ", " + edges[bin + 1] + "]";
            if (a[bin].length < FEWEST_ROWS || b[bin].length < FEWEST_ROWS) {
                warnings.add("Bin " + range + " of '" + names.get(0) + "' has " + a[bin].length
                        + " rows of the reference and " + b[bin].length + " of the sample and is left out; it needs "
                        + FEWEST_ROWS + " of each.");
            } else {
                append(table, edges, bin, a[bin], b[bin], options, work);
            }
        }
        if (!allFinite(table)) {
            warnings.add(
                    "Some values are so far apart that their differences are beyond all numbers: infinite, or empty.");
        }
        if (table.isEmpty()) {
            throw new FlashFlowException("No bin of '" + names.get(0) + "' has " + FEWEST_ROWS
                    + " rows of both samples; use wider bins inside the range of the context.");
        }
        return new ConditionalCheck(table, List.copyOf(warnings));
    }

    /** One check of several samples, by their names. */
    static ConditionalCheck joined(Map<String, ConditionalCheck> checks, List<String> warnings) {
        var all = new ArrayList<>(warnings);
        Table joined = null;
        for (var entry : checks.entrySet()) {
            var table = entry.getValue().table.copy();
            var names = StringColumn.create("sample_name", table.rowCount());
            names.setMissingTo(entry.getKey());
            table.insertColumn(0, names);
            joined = joined == null ? table : joined.append(table);
            entry.getValue().warnings.forEach(sentence -> all.add(entry.getKey() + ": " + sentence));
        }
        return new ConditionalCheck(joined, List.copyOf(all));
    }

    @Override
    public String toHtml() {
        return HtmlTable.whole(table) + Html.warnings(warnings);
    }

    /** The table and the warnings as text. */
    @Override
    public String toString() {
        return TextTable.of(table) + (warnings.isEmpty() ? "" : "\n" + String.join("\n", warnings));
    }

    /** Edges of bins of the context that hold equally many rows. */
    public static double[] evenEdges(Table reference, String context, int bins) {
        var values = Observations.of(reference, ColumnFinder.in(reference).names(context));
        return Bins.quantiles(values.columns()[0], bins).edges();
    }

    private static Observations complete(Table table, List<String> names, String which, List<String> warnings) {
        var rows = Observations.of(table, names);
        Validation.warnAboutIncomplete(which, table.rowCount(), rows.size(), warnings);
        return rows;
    }

    private static double[][] binned(Observations rows, Bins bins, String which, List<String> warnings) {
        int[] bin = Arrays.stream(rows.columns()[0]).mapToInt(bins::bin).toArray();
        long outside = Arrays.stream(bin).filter(b -> b < 0).count();
        if (outside > 0) {
            warnings.add(outside + " of " + bin.length + " rows of the " + which + " lie outside the bins of '"
                    + rows.names().get(0) + "'.");
        }
        return IntStream.range(0, bins.count())
                .mapToObj(k -> IntStream.range(0, bin.length)
                        .filter(i -> bin[i] == k)
                        .mapToDouble(i -> rows.columns()[1][i])
                        .toArray())
                .toArray(double[][]::new);
    }

    private static boolean allFinite(Table table) {
        return Stream.of("reference", "sample", "difference", "error", "null")
                .flatMapToDouble(name -> Arrays.stream(table.doubleColumn(name).asDoubleArray()))
                .allMatch(Double::isFinite);
    }

    private static Table emptyTable(String name) {
        return Table.create(
                name,
                DoubleColumn.create("low"),
                DoubleColumn.create("high"),
                StringColumn.create("statistic"),
                LongColumn.create("reference_rows"),
                LongColumn.create("sample_rows"),
                DoubleColumn.create("reference"),
                DoubleColumn.create("sample"),
                DoubleColumn.create("difference"),
                DoubleColumn.create("error"),
                DoubleColumn.create("null"));
    }

    private static void append(
            Table table,
            double[] edges,
            int bin,
            double[] a,
            double[] b,
            ValidationOptions options,
            Interruption work) {
        var draws = Resampler.of(options.seed() + bin);
        double[] ofA = BinStatistics.of(a);
        double[] ofB = BinStatistics.of(b);
        double[] errors = BinStatistics.errorsOfDifference(a, b, options.bootstraps(), draws, work);
        double[] nulls = BinStatistics.betweenHalves(a, draws);
        for (int s = 0; s < BinStatistics.NAMES.size(); s++) {
            table.doubleColumn("low").append(edges[bin]);
            table.doubleColumn("high").append(edges[bin + 1]);
            table.stringColumn("statistic").append(BinStatistics.NAMES.get(s));
            table.longColumn("reference_rows").append(a.length);
            table.longColumn("sample_rows").append(b.length);
            table.doubleColumn("reference").append(ofA[s]);
            table.doubleColumn("sample").append(ofB[s]);
            table.doubleColumn("difference").append(ofB[s] - ofA[s]);
            table.doubleColumn("error").append(errors[s]);
            table.doubleColumn("null").append(nulls[s]);
        }
    }
}
