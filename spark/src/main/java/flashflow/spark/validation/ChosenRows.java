package flashflow.spark.validation;

import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.spark.rows.InMemory;
import flashflow.spark.rows.RowChoice;
import flashflow.validation.ClassifierCheck;
import flashflow.validation.Comparison;
import flashflow.validation.Estimate;
import flashflow.validation.PhysicsDistances;
import flashflow.validation.SlicedWasserstein;
import flashflow.validation.TwoSampleClassifier;
import flashflow.validation.Validation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/** Statistics over all columns of the rows that a hash has chosen, by the library's own classes. */
final class ChosenRows {
    private static final int FEWEST_ROWS = 20;

    private final SummaryPair pair;
    private final List<RowChoice.Row> reference;
    private final List<RowChoice.Row> sample;

    ChosenRows(SummaryPair pair) {
        this.pair = pair;
        this.reference =
                RowChoice.lowest(pair.reference().chosen(), 2 * pair.options().mostRows());
        this.sample = RowChoice.lowest(pair.sample().chosen(), pair.options().mostRows());
        if (Math.min(reference.size(), sample.size()) < FEWEST_ROWS) {
            throw new FlashFlowException("Of " + pair.reference().rows() + " rows of the reference and "
                    + pair.sample().rows() + " of the sample " + reference.size() + " and " + sample.size()
                    + " were complete and chosen, which is too few to compare; leave out columns that hold NaN or"
                    + " infinity.");
        }
    }

    /** How many rows stand for the sample. */
    String by() {
        return rows(sample, pair.options().mostRows()).size() + " rows chosen by a hash";
    }

    private static List<RowChoice.Row> rows(List<RowChoice.Row> all, int most) {
        return all.subList(0, Math.min(most, all.size()));
    }

    private Table table(List<RowChoice.Row> rows) {
        var names = Arrays.stream(pair.usable()).mapToObj(pair.names()::get).toList();
        double[] values = rows.stream()
                .flatMapToDouble(row -> Arrays.stream(pair.usable()).mapToDouble(c -> row.values()[c]))
                .toArray();
        var types = Collections.nCopies(names.size(), ColumnType.FLOAT64);
        return new InMemory(new ColumnLayout(List.of(), names), types, values).table();
    }

    /** A statistic of two tables. */
    <T> T ofSamples(BiFunction<Table, Table, T> statistic) {
        return statistic.apply(table(rows(reference, pair.options().mostRows())), table(sample));
    }

    /** The same of two halves of the reference, as large as the samples where there is enough. */
    <T> T ofHalves(BiFunction<Table, Table, T> statistic) {
        int half = reference.size() / 2;
        return statistic.apply(table(reference.subList(0, half)), table(reference.subList(half, 2 * half)));
    }

    /** The classifier two-sample test, unless the options leave it out. */
    Optional<ClassifierCheck> classifier() {
        long seed = pair.options().seed();
        return pair.options().classifier()
                ? Optional.of(new ClassifierCheck(
                        ofSamples((a, b) -> TwoSampleClassifier.of(a, b, seed)),
                        ofHalves((a, b) -> TwoSampleClassifier.of(a, b, seed))))
                : Optional.empty();
    }

    List<BoundedComparison> all(Optional<ClassifierCheck> classifier) {
        long seed = pair.options().seed();
        var found = new ArrayList<BoundedComparison>();
        found.add(of(Validation.SLICED, 0, (a, b) -> sliced(a, b, seed)));
        found.add(of(Validation.KPD, 0, (a, b) -> PhysicsDistances.kpd(a, b, seed)));
        classifier.ifPresent(test -> found.add(estimated(
                Validation.CLASSIFIER, 0.5, test.samples().area(), test.halves().area())));
        return found;
    }

    private static Estimate sliced(Table a, Table b, long seed) {
        double[] distances = Stream.of(0, 1, 2, 3)
                .mapToDouble(i ->
                        SlicedWasserstein.distance(quarter(a, i), quarter(b, i), SlicedWasserstein.DIRECTIONS, seed))
                .toArray();
        double error = Estimate.of(distances).error() / Math.sqrt(distances.length);
        return new Estimate(SlicedWasserstein.distance(a, b, SlicedWasserstein.DIRECTIONS, seed), error);
    }

    private static Table quarter(Table table, int i) {
        int rows = table.rowCount() / 4;
        return table.inRange(i * rows, (i + 1) * rows);
    }

    private BoundedComparison of(String statistic, double baseline, BiFunction<Table, Table, Estimate> estimate) {
        return estimated(statistic, baseline, ofSamples(estimate), ofHalves(estimate));
    }

    private BoundedComparison estimated(String statistic, double baseline, Estimate value, Estimate halves) {
        return BoundedComparison.exact(
                new Comparison(
                        Comparison.ALL,
                        statistic,
                        value.value(),
                        value.error(),
                        halves.value(),
                        halves.error(),
                        baseline),
                by());
    }
}
