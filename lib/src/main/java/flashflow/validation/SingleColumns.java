package flashflow.validation;

import flashflow.data.Interruption;
import flashflow.data.Parallel;
import flashflow.data.samples.FiniteValues;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/** Distances of single columns, with bootstrap errors and null values from random halves of the reference. */
final class SingleColumns {
    private final Table reference;
    private final Table sample;
    private final ValidationOptions options;
    private final Interruption work;

    SingleColumns(Table reference, Table sample, ValidationOptions options, Interruption work) {
        this.work = work;
        this.reference = reference;
        this.sample = sample;
        this.options = options;
    }

    List<Comparison> compare(List<String> names) {
        var found = new Comparison[names.size()][];
        Parallel.forEach(
                names.size(),
                names.size() > 1,
                i -> found[i] = compare(names.get(i), Resampler.of(options.seed() * 1009 + i)));
        return Stream.of(found).flatMap(Stream::of).toList();
    }

    private Comparison[] compare(String name, Resampler draws) {
        double[] a = FiniteValues.sorted(ColumnCheck.finite(reference, name), "reference");
        double[] b = FiniteValues.sorted(ColumnCheck.finite(sample, name), "sample");
        double[][][] resampled = pairs(
                options.bootstraps(), () -> new double[][] {draws.bootstrapOfSorted(a), draws.bootstrapOfSorted(b)});
        double[][][] halves = pairs(options.splits(), () -> draws.halvesOfSorted(a));
        return new Comparison[] {
            comparison(name, Validation.W1, Wasserstein::distanceOfSorted, a, b, resampled, halves),
            comparison(name, Validation.KS, KolmogorovSmirnov::distanceOfSorted, a, b, resampled, halves)
        };
    }

    private double[][][] pairs(int count, Supplier<double[][]> pair) {
        double[][][] pairs = new double[count][][];
        for (int i = 0; i < count; i++) {
            work.refuse();
            pairs[i] = pair.get();
        }
        return pairs;
    }

    private Comparison comparison(
            String name,
            String statistic,
            ToDoubleBiFunction<double[], double[]> distance,
            double[] a,
            double[] b,
            double[][][] resampled,
            double[][][] halves) {
        var nulls = Estimate.of(distances(distance, halves));
        return new Comparison(
                name,
                statistic,
                distance.applyAsDouble(a, b),
                Estimate.of(distances(distance, resampled)).error(),
                nulls.value(),
                nulls.error(),
                0);
    }

    private double[] distances(ToDoubleBiFunction<double[], double[]> distance, double[][][] pairs) {
        return Arrays.stream(pairs)
                .mapToDouble(pair -> {
                    work.refuse();
                    return distance.applyAsDouble(pair[0], pair[1]);
                })
                .toArray();
    }
}
