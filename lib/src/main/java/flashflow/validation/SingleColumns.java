package flashflow.validation;

import flashflow.data.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import tech.tablesaw.api.Table;

/** Distances of single columns, with bootstrap errors and null values from random halves of the reference. */
final class SingleColumns {
    private final Table reference;
    private final Table sample;
    private final ValidationOptions options;
    private final Thread caller = Thread.currentThread();

    SingleColumns(Table reference, Table sample, ValidationOptions options) {
        this.reference = reference;
        this.sample = sample;
        this.options = options;
    }

    List<Comparison> compare(List<String> names) {
        List<List<Comparison>> found = new ArrayList<>(Collections.nCopies(names.size(), List.of()));
        Parallel.forEachUntilInterrupted(
                "The validation",
                names.size(),
                i -> found.set(i, compare(names.get(i), Resampler.of(options.seed() * 1009 + i))));
        return found.stream().flatMap(List::stream).toList();
    }

    private List<Comparison> compare(String name, Resampler draws) {
        double[] a = Samples.sorted(ColumnCheck.finite(reference, name), "reference");
        double[] b = Samples.sorted(ColumnCheck.finite(sample, name), "sample");
        double[][][] resampled = pairs(
                options.bootstraps(), () -> new double[][] {draws.bootstrapOfSorted(a), draws.bootstrapOfSorted(b)});
        double[][][] halves = pairs(options.splits(), () -> draws.halvesOfSorted(a));
        return List.of(
                comparison(name, Validation.W1, Wasserstein::distanceOfSorted, a, b, resampled, halves),
                comparison(name, Validation.KS, KolmogorovSmirnov::distanceOfSorted, a, b, resampled, halves));
    }

    /** After an interrupt fewer: nobody asks for the result then. */
    private double[][][] pairs(int count, Supplier<double[][]> pair) {
        return Stream.generate(pair)
                .limit(count)
                .takeWhile(made -> !caller.isInterrupted())
                .toArray(double[][][]::new);
    }

    private Comparison comparison(
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

    private double[] distances(ToDoubleBiFunction<double[], double[]> distance, double[][][] pairs) {
        return Arrays.stream(pairs)
                .takeWhile(pair -> !caller.isInterrupted())
                .mapToDouble(pair -> distance.applyAsDouble(pair[0], pair[1]))
                .toArray();
    }
}
