package flashflow.spark.validation;

import flashflow.FlashFlowException;
import flashflow.data.ColumnFinder;
import flashflow.data.Moments;
import flashflow.random.Purpose;
import flashflow.spark.rows.RowChoice;
import flashflow.spark.rows.SpreadRows;
import flashflow.spark.summaries.Edges;
import flashflow.spark.summaries.Look;
import flashflow.spark.summaries.Profile;
import flashflow.spark.summaries.SampleSummary;
import flashflow.spark.summaries.Scales;
import flashflow.spark.summaries.Summaries;
import flashflow.spark.summaries.SummaryPlan;
import flashflow.validation.Bins;
import flashflow.validation.ValidationOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Compares a sample with a reference, both of any size, as {@link flashflow.validation.Validation} does, in one pass over each: by
 * histograms between fixed edges, sums of products, and some rows that a hash of their numbers chooses. What a summary can be off by is
 * in the report. Settings are immutable: each gives a new one.
 *
 * <pre>{@code
 * var reference = FileRows.of(spark, List.of(Path.of("full")), List.of(), false);
 * var sample = FileRows.of(spark, List.of(Path.of("flash")), reference.columns(), false);
 * SpreadValidation.of(reference, sample).profile("ptRatio", "pt", 20, 50, 100, 200).compare()
 * }</pre>
 */
public final class SpreadValidation {
    private static final int FEWEST_ROWS = 40;
    private static final long GROUPS = 1;
    private static final long CHOSEN = 2;

    private final SpreadRows reference;
    private final SpreadRows sample;
    private final ValidationOptions options;
    private final List<Profile> profiles;

    private SpreadValidation(
            SpreadRows reference, SpreadRows sample, ValidationOptions options, List<Profile> profiles) {
        this.reference = reference;
        this.sample = sample;
        this.options = options;
        this.profiles = profiles;
    }

    /**
     * Compares all columns of the reference.
     *
     * @param reference what the sample should look like; at least 40 rows
     * @param sample the generated rows, of the same columns in the same order
     * @throws FlashFlowException if the columns are not the same, or there are too few rows
     */
    public static SpreadValidation of(SpreadRows reference, SpreadRows sample) {
        if (!reference.columns().equals(sample.columns())) {
            throw new FlashFlowException("The columns " + reference.columns() + " of the reference are not the columns "
                    + sample.columns() + " of the sample; name those to compare, for both alike.");
        }
        requireRows("reference", reference);
        requireRows("sample", sample);
        return new SpreadValidation(reference, sample, ValidationOptions.defaults(), List.of());
    }

    private static void requireRows(String which, SpreadRows rows) {
        if (rows.count() < FEWEST_ROWS) {
            throw new FlashFlowException("The " + which + ", " + rows.name() + ", has " + rows.count()
                    + " rows; a comparison needs at least " + FEWEST_ROWS + ", so give more.");
        }
    }

    /** How thorough the comparison is; of each sample {@code mostRows} rows are chosen for KPD, the classifier and the like. */
    public SpreadValidation options(ValidationOptions other) {
        return new SpreadValidation(reference, sample, other, profiles);
    }

    /**
     * Compares a target in bins of a context column too.
     *
     * @param target its name, in full or the part after its prefix; and {@code context} that of the other
     * @param edges rising edges of the context's bins
     * @throws FlashFlowException if a column is missing, or the edges do not rise
     */
    public SpreadValidation profile(String target, String context, double... edges) {
        var finder = ColumnFinder.among(reference.columns());
        var more = new ArrayList<>(profiles);
        more.add(new Profile(
                place(finder, target), place(finder, context), Bins.of(edges).edges()));
        return new SpreadValidation(reference, sample, options, List.copyOf(more));
    }

    private int place(ColumnFinder finder, String name) {
        String full = finder.find(name)
                .orElseThrow(() -> new FlashFlowException(
                        "There is no column '" + name + "' to compare; " + finder.nearest(name) + "."));
        return reference.columns().indexOf(full);
    }

    /**
     * Reads both samples and compares them. Values that are NaN or infinite are left out and told.
     *
     * @throws FlashFlowException if rows cannot be read, or no column can be compared
     */
    public SpreadReport compare() {
        double[][] ofReference = Look.of(reference);
        double[][] ofSample = Look.of(sample);
        var edges = IntStream.range(0, ofReference.length)
                .mapToObj(c -> Look.edges(ofReference[c], ofSample[c]))
                .toList();
        var found = Summaries.of(
                "FlashFlow: compares " + reference.count() + " and " + sample.count() + " rows",
                List.of(
                        new Summaries.Question(reference, plan(edges, ofReference, 2)),
                        new Summaries.Question(sample, plan(edges, ofReference, 1))));
        return report(found.get(0), found.get(1), edges, scales(ofReference));
    }

    /** @param halves 2 for the reference, of which twice as many rows are chosen, so that the halves are as large as the sample */
    private SummaryPlan plan(List<Edges> edges, double[][] looked, int halves) {
        long rows = (halves == 2 ? reference : sample).count();
        var chosen = RowChoice.of(options.seed(), CHOSEN, rows, halves * options.mostRows());
        return new SummaryPlan(
                edges, scales(looked), profiles, halves, Purpose.VALIDATION.key(options.seed(), GROUPS), chosen);
    }

    private static Scales scales(double[][] looked) {
        var moments = IntStream.range(0, looked.length)
                .mapToObj(c -> Moments.of(looked[c], looked[c].length))
                .toArray(Moments[]::new);
        return Scales.of(moments);
    }

    private SpreadReport report(SampleSummary ofReference, SampleSummary ofSample, List<Edges> edges, Scales scales) {
        var pair = new SummaryPair(reference.columns(), ofReference, ofSample, edges, scales, options);
        var warnings = new ArrayList<String>(pair.warnings());
        reference.leftOut().forEach(sentence -> warnings.add("Left out of the reference: " + sentence));
        sample.leftOut().forEach(sentence -> warnings.add("Left out of the sample: " + sentence));
        var comparisons = new ArrayList<>(new ColumnComparisons(pair).all());
        var rows = new ChosenRows(pair);
        comparisons.addAll(new ProductComparisons(pair, rows).all());
        var classifier = rows.classifier();
        comparisons.addAll(rows.all(classifier));
        return SpreadReport.of(
                comparisons,
                classifier,
                warnings,
                IntStream.range(0, profiles.size())
                        .mapToObj(p -> new ProfileComparison(pair, profiles.get(p), p).check())
                        .toList(),
                ofReference.rows(),
                ofSample.rows());
    }
}
