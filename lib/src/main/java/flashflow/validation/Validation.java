package flashflow.validation;

import flashflow.FlashFlowException;
import flashflow.data.Interruption;
import flashflow.data.samples.EvenSamples;
import flashflow.data.samples.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.Table;

/**
 * Compares a sample with a reference in one call. Over single columns: {@value #W1}, {@value #KS}. Over all columns:
 * {@value #SLICED}, {@value #FPD}, {@value #KPD}, {@value #CORRELATION} and {@value #CLASSIFIER}. A column is named in full or
 * by the part after its prefix, as in the reference ({@code "ptRatio"} for {@code MJet_ptRatio}); the sample has it in full.
 */
public final class Validation {
    /** Name of the Wasserstein-1 distance, in units of the column. */
    public static final String W1 = "Wasserstein-1";
    /** Name of the Kolmogorov-Smirnov distance. */
    public static final String KS = "Kolmogorov-Smirnov";
    /** Name of the sliced Wasserstein-1 distance, in standard deviations. */
    public static final String SLICED = "sliced Wasserstein-1";
    /** Name of the Frechet physics distance. */
    public static final String FPD = "FPD";
    /** Name of the kernel physics distance. */
    public static final String KPD = "KPD";
    /** Name of the difference of the correlation matrices, root mean square over pairs. */
    public static final String CORRELATION = "correlation difference";
    /** Name of the area under the ROC curve of a classifier between the samples. */
    public static final String CLASSIFIER = "classifier AUC";

    private static final int FEWEST_ROWS = 40;

    private Validation() {}

    /**
     * Compares all numeric columns of the reference with the columns of the same name in the sample. The stop button of a
     * notebook, an interrupt, ends it.
     *
     * @param reference what the sample should look like; at least 40 rows
     * @param sample the generated rows; other columns are left out
     * @throws FlashFlowException if a column is missing or has no values, there are too few rows, or the thread was
     *     interrupted (the interrupt is then over)
     */
    public static ValidationReport compare(Table reference, Table sample) {
        return compare(reference, sample, ValidationOptions.defaults());
    }

    /** See {@link #compare(Table, Table)}. */
    public static ValidationReport compare(Table reference, Table sample, ValidationOptions options) {
        requireRows(reference, "reference");
        requireRows(sample, "sample");
        try (var work = Interruption.of("comparison")) {
            return compare(reference, sample, options, work);
        }
    }

    /** {@link #compare(Samples, ValidationOptions)} with the default options. */
    public static SamplesReport compare(Samples samples) {
        return compare(samples, ValidationOptions.defaults());
    }

    /**
     * Compares each sample of a set with its reference. Members of an ensemble and folds are taken together; rows with weights
     * are thinned by {@link Samples#unweighted} first, which {@link SamplesReport#warnings} tells.
     *
     * @throws FlashFlowException as {@link #compare(Table, Table)}, if a weight is negative, or there is only the reference
     */
    public static SamplesReport compare(Samples samples, ValidationOptions options) {
        var even = new EvenSamples(samples, options.seed(), false);
        var reports = new LinkedHashMap<String, ValidationReport>();
        even.others().forEach((name, rows) -> reports.put(name, compare(even.reference(), rows, options)));
        return new SamplesReport(samples.reference().name(), reports, even.warnings());
    }

    private static ValidationReport compare(
            Table reference, Table sample, ValidationOptions options, Interruption work) {
        var warnings = new ArrayList<String>();
        var names = new ColumnCheck(reference, sample).usable(warnings);
        var comparisons = new ArrayList<Comparison>(new SingleColumns(reference, sample, options, work).compare(names));
        var samples = MatchedSamples.of(reference, sample, names);
        warnAboutIncomplete(
                "reference", reference.rowCount(), samples.reference().size(), warnings);
        warnAboutIncomplete("sample", sample.rowCount(), samples.sample().size(), warnings);
        warnings.addAll(PhysicsDistances.warnings(samples.reference()));
        var all = new AllColumns(options.classifier() ? samples.byContext(work) : samples, options, work);
        var classifier = all.classifier();
        comparisons.addAll(all.compare(classifier));
        comparisons.forEach(comparison -> warnIfNotFinite(comparison, warnings));
        return new ValidationReport(comparisons, classifier, warnings);
    }

    private static void warnIfNotFinite(Comparison comparison, List<String> warnings) {
        if (!Double.isFinite(comparison.value())) {
            warnings.add("The " + comparison.statistic() + " of " + comparison.column()
                    + " is beyond all numbers, since the sample lies so far from the reference; see the other"
                    + " statistics for the columns that do.");
        }
    }

    /**
     * Compares a target in bins of a context column. See {@link ConditionalCheck}.
     *
     * @param reference rows with the target and the context column
     * @param sample the same
     * @param edges rising bin edges of the context column
     */
    public static ConditionalCheck conditional(
            Table reference, Table sample, String target, String context, double... edges) {
        return ConditionalCheck.of(reference, sample, target, context, edges, ValidationOptions.defaults());
    }

    /**
     * The same for each sample of a set: its table has a first column {@code sample_name}, and its warnings begin with the name.
     * Weights are treated as in {@link #compare(Samples, ValidationOptions)}.
     */
    public static ConditionalCheck conditional(Samples samples, String target, String context, double... edges) {
        var options = ValidationOptions.defaults();
        var even = new EvenSamples(samples, options.seed(), true);
        var checks = new LinkedHashMap<String, ConditionalCheck>();
        even.others()
                .forEach((name, rows) ->
                        checks.put(name, ConditionalCheck.of(even.reference(), rows, target, context, edges, options)));
        return ConditionalCheck.joined(checks, even.warnings());
    }

    /**
     * Compares how well a score tells two classes apart. See {@link RocCheck}.
     *
     * @param reference rows with the score and the column of classes
     * @param sample the same
     * @param score larger values mean signal
     * @param classColumn numbers, such as hadron flavours
     * @param signal the signal's number
     * @param background the background's number
     * @throws FlashFlowException if a column is missing, or a table has fewer than two rows of a class
     */
    public static RocCheck roc(
            Table reference, Table sample, String score, String classColumn, double signal, double background) {
        return RocCheck.of(reference, sample, score, classColumn, signal, background, ValidationOptions.defaults());
    }

    /**
     * The same for each sample of a set, by its name and in its order. Weights are treated as in {@link #compare(Samples,
     * ValidationOptions)}.
     */
    public static Map<String, RocCheck> roc(
            Samples samples, String score, String classColumn, double signal, double background) {
        var options = ValidationOptions.defaults();
        var even = new EvenSamples(samples, options.seed(), true);
        var checks = new LinkedHashMap<String, RocCheck>();
        even.others()
                .forEach((name, rows) -> checks.put(
                        name, RocCheck.of(even.reference(), rows, score, classColumn, signal, background, options)));
        return checks;
    }

    private static void requireRows(Table table, String which) {
        if (table.rowCount() < FEWEST_ROWS) {
            throw new FlashFlowException("The " + which + " has " + table.rowCount()
                    + " rows; a comparison needs at least " + FEWEST_ROWS + ", so widen the selection.");
        }
    }

    static void warnAboutIncomplete(String which, int rows, int complete, List<String> warnings) {
        if (complete < rows) {
            warnings.add((rows - complete) + " of " + rows + " rows of the " + which
                    + " hold NaN or infinity and are left out.");
        }
    }
}
