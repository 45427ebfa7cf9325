package flashflow.validation;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import tech.tablesaw.api.Table;

/** Distances of single columns, with bootstrap errors and null values from random halves of the reference. */
final class SingleColumns {
    private final Table reference;
    private final Table sample;
    private final ValidationOptions options;

    SingleColumns(Table reference, Table sample, ValidationOptions options) {
        this.reference = reference;
        this.sample = sample;
        this.options = options;
    }

    List<Comparison> compare(List<String> names) {
        return IntStream.range(0, names.size())
                .parallel()
                .mapToObj(i -> compare(names.get(i), Resampler.of(options.seed() * 1009 + i)))
                .flatMap(s -> s)
                .toList();
    }

    private Stream<Comparison> compare(String name, Resampler draws) {
        double[] a = Samples.sorted(ColumnCheck.finite(reference, name), "reference");
        double[] b = Samples.sorted(ColumnCheck.finite(sample, name), "sample");
        double[][][] resampled = pairs(
                options.bootstraps(), () -> new double[][] {draws.bootstrapOfSorted(a), draws.bootstrapOfSorted(b)});
        double[][][] halves = pairs(options.splits(), () -> draws.halvesOfSorted(a));
        return Stream.of(
                comparison(name, Validation.W1, Wasserstein::distanceOfSorted, a, b, resampled, halves),
                comparison(name, Validation.KS, KolmogorovSmirnov::distanceOfSorted, a, b, resampled, halves));
    }

    private static double[][][] pairs(int count, java.util.function.Supplier<double[][]> pair) {
        return Stream.generate(pair).limit(count).toArray(double[][][]::new);
    }

    private static Comparison comparison(
            String name,
            String statistic,
            ToDoubleBiFunction<double[], double[]> distance,
            double[] a,
            double[] b,
            double[][][] resampled,
            double[][][] halves) {
        double[] nulls = distances(distance, halves);
        return new Comparison(
                name,
                statistic,
                distance.applyAsDouble(a, b),
                StandardDeviation.of(distances(distance, resampled)).getAsDouble(),
                Mean.of(nulls).getAsDouble(),
                StandardDeviation.of(nulls).getAsDouble(),
                0);
    }

    private static double[] distances(ToDoubleBiFunction<double[], double[]> distance, double[][][] pairs) {
        return Arrays.stream(pairs)
                .mapToDouble(pair -> distance.applyAsDouble(pair[0], pair[1]))
                .toArray();
    }
}
