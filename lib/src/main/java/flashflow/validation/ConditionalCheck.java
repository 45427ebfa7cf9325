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
    /** Rows of each sample that a bin needs. */
    public static final int FEWEST_ROWS = 20;

    /** What is compared in each bin. */
    public static final List<String> STATISTICS = BinStatistics.NAMES;

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
        var found = new ArrayList<InBin>();
        for (int bin = 0; bin < bins.count(); bin++) {
            String range = "[" + edges[bin] + ", " + edges[bin + 1] + "]";
            if (a[bin].length < FEWEST_ROWS || b[bin].length < FEWEST_ROWS) {
                warnings.add("Bin " + range + " of '" + names.get(0) + "' has " + a[bin].length
                        + " rows of the reference and " + b[bin].length + " of the sample and is left out; it needs "
                        + FEWEST_ROWS + " of each.");
            } else {
                found.add(inBin(edges, bin, a[bin], b[bin], options, work));
            }
        }
        if (found.isEmpty()) {
            throw new FlashFlowException("No bin of '" + names.get(0) + "' has " + FEWEST_ROWS
                    + " rows of both samples; use wider bins inside the range of the context.");
        }
        return of(names.get(1), names.get(0), found, warnings);
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

    /**
     * What was found in one bin; each array has a value for each of {@link #STATISTICS}.
     *
     * @param low its lower edge, and {@code high} its upper one
     * @param errors of the differences sample - reference
     * @param nulls differences between two halves of the reference
     */
    public record InBin(
            double low,
            double high,
            long referenceRows,
            long sampleRows,
            double[] reference,
            double[] sample,
            double[] errors,
            double[] nulls) {
        private void appendTo(Table table) {
            for (int s = 0; s < STATISTICS.size(); s++) {
                table.doubleColumn("low").append(low);
                table.doubleColumn("high").append(high);
                table.stringColumn("statistic").append(STATISTICS.get(s));
                table.longColumn("reference_rows").append(referenceRows);
                table.longColumn("sample_rows").append(sampleRows);
                table.doubleColumn("reference").append(reference[s]);
                table.doubleColumn("sample").append(sample[s]);
                table.doubleColumn("difference").append(sample[s] - reference[s]);
                table.doubleColumn("error").append(errors[s]);
                table.doubleColumn("null").append(nulls[s]);
            }
        }
    }

    /** What the bins show, however it was found. */
    public static ConditionalCheck of(String target, String context, List<InBin> bins, List<String> warnings) {
        var table = emptyTable(target + " in bins of " + context);
        bins.forEach(bin -> bin.appendTo(table));
        var sentences = new ArrayList<>(warnings);
        if (!allFinite(table)) {
            sentences.add(
                    "Some values are so far apart that their differences are beyond all numbers: infinite, or empty.");
        }
        return new ConditionalCheck(table, List.copyOf(sentences));
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

    private static InBin inBin(
            double[] edges, int bin, double[] a, double[] b, ValidationOptions options, Interruption work) {
        var draws = Resampler.of(options.seed() + bin);
        return new InBin(
                edges[bin],
                edges[bin + 1],
                a.length,
                b.length,
                BinStatistics.of(a),
                BinStatistics.of(b),
                BinStatistics.errorsOfDifference(a, b, options.bootstraps(), draws, work),
                BinStatistics.betweenHalves(a, draws));
    }
}
