package flashflow.validation;

import flashflow.FlashFlowException;
import flashflow.Html;
import flashflow.HtmlTable;
import flashflow.TextTable;
import flashflow.Viewable;
import flashflow.data.ColumnFinder;
import flashflow.data.Interruption;
import flashflow.data.RowTables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How well a score tells two classes apart in the reference and in the sample.
 *
 * @param score name of the score
 * @param reference curve in the reference
 * @param sample curve in the sample
 * @param referenceArea area under the reference's curve, with its bootstrap error
 * @param sampleArea area under the sample's curve, with its bootstrap error
 * @param betweenHalves the size of the difference of the areas of two random halves of the reference: mean and spread
 * @param warnings sentences about rows that were left out
 */
public record RocCheck(
        String score,
        Roc reference,
        Roc sample,
        Estimate referenceArea,
        Estimate sampleArea,
        Estimate betweenHalves,
        List<String> warnings)
        implements Viewable {
    static RocCheck of(
            Table reference,
            Table sample,
            String score,
            String classColumn,
            double signal,
            double background,
            ValidationOptions options) {
        if (signal == background) {
            throw new FlashFlowException("Signal and background are both " + signal + " of '" + classColumn
                    + "'; a ROC curve needs two classes.");
        }
        var names = ColumnFinder.in(reference).names(score, classColumn);
        var warnings = new ArrayList<String>();
        double[][] a = classes(reference, "reference", names, signal, background, warnings);
        double[][] b = classes(sample, "sample", names, signal, background, warnings);
        var draws = Resampler.of(options.seed());
        try (var work = Interruption.of("comparison of ROC curves")) {
            return new RocCheck(
                    names.get(0),
                    Roc.of(a[0], a[1]),
                    Roc.of(b[0], b[1]),
                    area(a, options.bootstraps(), draws, work),
                    area(b, options.bootstraps(), draws, work),
                    betweenHalves(a, options.splits(), draws, work),
                    List.copyOf(warnings));
        }
    }

    /** Sorted scores of signal and background. */
    private static double[][] classes(
            Table table, String which, List<String> names, double signal, double background, List<String> warnings) {
        var rows = Observations.of(table, names);
        Validation.warnAboutIncomplete(which, table.rowCount(), rows.size(), warnings);
        return new double[][] {chosen(table, rows, signal), chosen(table, rows, background)};
    }

    private static double[] chosen(Table table, Observations rows, double label) {
        double[] labels = rows.columns()[1];
        double[] scores = IntStream.range(0, rows.size())
                .filter(i -> labels[i] == label)
                .mapToDouble(i -> rows.columns()[0][i])
                .sorted()
                .toArray();
        if (scores.length < 2) {
            throw new FlashFlowException(RowTables.called(table) + " has " + scores.length + " rows in which '"
                    + rows.names().get(1) + "' is " + label + ", and a ROC curve needs two at least; the column holds "
                    + Arrays.stream(labels)
                            .distinct()
                            .sorted()
                            .limit(10)
                            .boxed()
                            .toList() + ".");
        }
        return scores;
    }

    /** The area of two sorted classes, signal first. */
    static Estimate area(double[][] classes, int bootstraps, Resampler draws, Interruption work) {
        double[] areas = IntStream.range(0, bootstraps)
                .mapToDouble(i -> {
                    work.refuse();
                    return Roc.of(draws.bootstrapOfSorted(classes[0]), draws.bootstrapOfSorted(classes[1]))
                            .area();
                })
                .toArray();
        return new Estimate(
                Roc.of(classes[0], classes[1]).area(), Estimate.of(areas).error());
    }

    private static Estimate betweenHalves(double[][] classes, int splits, Resampler draws, Interruption work) {
        double[] differences = IntStream.range(0, splits)
                .mapToDouble(i -> {
                    work.refuse();
                    double[][] signal = draws.halvesOfSorted(classes[0]);
                    double[][] background = draws.halvesOfSorted(classes[1]);
                    return Math.abs(Roc.of(signal[0], background[0]).area()
                            - Roc.of(signal[1], background[1]).area());
                })
                .toArray();
        return Estimate.of(differences);
    }

    /** The sample's area minus the reference's. */
    public Estimate difference() {
        return new Estimate(
                sampleArea.value() - referenceArea.value(), Math.hypot(sampleArea.error(), referenceArea.error()));
    }

    /** Columns {@code of, area, error}; rows for reference, sample, their difference, and that between halves. */
    public Table table() {
        var all = List.of(referenceArea, sampleArea, difference(), betweenHalves);
        return Table.create(
                "Area under the ROC curve of " + score,
                StringColumn.create("of", "reference", "sample", "difference", "between halves of the reference"),
                DoubleColumn.create("area", all.stream().mapToDouble(Estimate::value)),
                DoubleColumn.create("error", all.stream().mapToDouble(Estimate::error)));
    }

    @Override
    public String toHtml() {
        return HtmlTable.whole(table()) + Html.warnings(warnings);
    }

    @Override
    public String toString() {
        return TextTable.of(table()) + (warnings.isEmpty() ? "" : "\n" + String.join("\n", warnings));
    }
}
