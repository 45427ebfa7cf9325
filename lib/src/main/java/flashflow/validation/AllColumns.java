package flashflow.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.StandardDeviation;

/** Statistics over all columns at once. */
final class AllColumns {
    private final Observations reference;
    private final Observations sample;
    private final Observations firstHalf;
    private final Observations secondHalf;
    private final ValidationOptions options;

    AllColumns(Observations reference, Observations sample, ValidationOptions options) {
        this.options = options;
        this.reference = reference.atMost(options.mostRows(), options.seed() + 1);
        this.sample = sample.atMost(options.mostRows(), options.seed() + 2);
        // Halves of the whole reference, so that they are as large as the samples above where there is enough.
        int[] order = Resampler.of(options.seed() + 3).chosen(reference.size(), reference.size());
        int half = Math.min(order.length / 2, options.mostRows());
        this.firstHalf = reference.rows(java.util.Arrays.copyOf(order, half));
        this.secondHalf = reference.rows(java.util.Arrays.copyOfRange(order, half, 2 * half));
    }

    /** The classifier two-sample test, unless the options leave it out. */
    Optional<ClassifierCheck> classifier() {
        return options.classifier()
                ? Optional.of(new ClassifierCheck(
                        TwoSampleClassifier.of(reference, sample, options.seed()),
                        TwoSampleClassifier.of(firstHalf, secondHalf, options.seed())))
                : Optional.empty();
    }

    List<Comparison> compare(Optional<ClassifierCheck> classifier) {
        var found = new ArrayList<Comparison>();
        found.add(resampled(
                Validation.SLICED,
                (a, b) -> SlicedWasserstein.distance(a, b, SlicedWasserstein.DIRECTIONS, options.seed())));
        if (reference.width() > 1) {
            found.add(resampled(Validation.CORRELATION, Correlations::difference));
        }
        long seed = options.seed();
        found.add(estimated(
                Validation.FPD,
                0,
                PhysicsDistances.fpd(reference, sample, seed),
                PhysicsDistances.fpd(firstHalf, secondHalf, seed)));
        found.add(estimated(
                Validation.KPD,
                0,
                PhysicsDistances.kpd(reference, sample, seed),
                PhysicsDistances.kpd(firstHalf, secondHalf, seed)));
        classifier.ifPresent(test -> found.add(estimated(
                Validation.CLASSIFIER, 0.5, test.samples().area(), test.halves().area())));
        return found;
    }

    private static Comparison estimated(String statistic, double baseline, Estimate value, Estimate halves) {
        return new Comparison(
                Comparison.ALL, statistic, value.value(), value.error(), halves.value(), halves.error(), baseline);
    }

    private Comparison resampled(String statistic, ToDoubleBiFunction<Observations, Observations> distance) {
        double value = distance.applyAsDouble(reference, sample);
        double halves = distance.applyAsDouble(firstHalf, secondHalf);
        double error = bootstrapError(distance, reference, sample);
        double nullError = bootstrapError(distance, firstHalf, secondHalf);
        return new Comparison(Comparison.ALL, statistic, value, error, halves, nullError, 0);
    }

    private double bootstrapError(
            ToDoubleBiFunction<Observations, Observations> distance, Observations a, Observations b) {
        var draws = Resampler.of(options.seed() + 4);
        int repetitions = Math.min(options.bootstraps(), 10);
        return StandardDeviation.of(IntStream.range(0, repetitions)
                        .mapToDouble(i -> distance.applyAsDouble(
                                a.rows(draws.bootstrap(a.size())), b.rows(draws.bootstrap(b.size()))))
                        .toArray())
                .getAsDouble();
    }
}
