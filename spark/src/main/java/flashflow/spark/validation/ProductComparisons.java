package flashflow.spark.validation;

import flashflow.random.Purpose;
import flashflow.spark.summaries.Covariances;
import flashflow.spark.summaries.Products;
import flashflow.validation.Comparison;
import flashflow.validation.Correlations;
import flashflow.validation.Estimate;
import flashflow.validation.PhysicsDistances;
import flashflow.validation.Validation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Correlations and FPD from sums of products over all rows. */
final class ProductComparisons {
    private static final String BY = "sums over all complete rows";
    private static final long DRAWS = 4;
    private static final int HALF = Products.GROUPS / 2;

    /** Fewer rows of a group are no multiple of the columns; then the chosen rows, which are all, are better. */
    private static final int LEAST_ROWS_OF_GROUP = 1000;

    private final SummaryPair pair;
    private final ChosenRows rows;
    private final int[] usable;
    private final PhysicsDistances.Units units;

    ProductComparisons(SummaryPair pair, ChosenRows rows) {
        this.pair = pair;
        this.rows = rows;
        this.usable = pair.usable();
        this.units = units();
    }

    List<BoundedComparison> all() {
        var found = new ArrayList<BoundedComparison>();
        if (usable.length > 1) {
            found.add(BoundedComparison.exact(correlation(), BY));
        }
        long fewest = Math.min(
                pair.reference().products().rows() / 2, pair.sample().products().rows());
        boolean many = fewest >= (long) HALF * LEAST_ROWS_OF_GROUP;
        found.add(many ? BoundedComparison.exact(fpd(), BY) : BoundedComparison.exact(fpdOfRows(), rows.by()));
        return found;
    }

    private Comparison correlation() {
        var a = pair.reference().products();
        var b = pair.sample().products();
        double value = difference(of(a, 0, Products.GROUPS), of(b, 0, Products.GROUPS));
        double halves = difference(of(a, 0, HALF), of(a, HALF, Products.GROUPS));
        double error = Estimate.of(draws(
                        i -> difference(drawn(a, 0, Products.GROUPS, 2 * i), drawn(b, 0, Products.GROUPS, 2 * i + 1))))
                .error();
        double nullError = Estimate.of(
                        draws(i -> difference(drawn(a, 0, HALF, 2 * i), drawn(a, HALF, Products.GROUPS, 2 * i + 1))))
                .error();
        return new Comparison(Comparison.ALL, Validation.CORRELATION, value, error, halves, nullError, 0);
    }

    private double[] draws(IntToDoubleFunction statistic) {
        return IntStream.range(0, pair.options().bootstraps())
                .mapToDouble(statistic)
                .toArray();
    }

    private static double difference(Covariances a, Covariances b) {
        return Correlations.difference(a.correlations(), b.correlations());
    }

    private Covariances of(Products products, int first, int last) {
        return products.of(first, last, pair.scales()).only(usable);
    }

    private Covariances drawn(Products products, int first, int last, int draw) {
        var random = Purpose.VALIDATION.stream(pair.options().seed(), DRAWS, draw);
        return products.drawn(first, last, pair.scales(), random).only(usable);
    }

    private Comparison fpd() {
        var value = fpd(pair.reference().products(), 0, pair.sample().products(), 0, Products.GROUPS);
        var halves = fpd(pair.reference().products(), 0, pair.reference().products(), HALF, HALF);
        return comparison(value, halves);
    }

    private static Comparison comparison(Estimate value, Estimate halves) {
        return new Comparison(
                Comparison.ALL, Validation.FPD, value.value(), value.error(), halves.value(), halves.error(), 0);
    }

    private Comparison fpdOfRows() {
        long seed = pair.options().seed();
        return comparison(
                rows.ofSamples((a, b) -> PhysicsDistances.fpd(a, b, seed)),
                rows.ofHalves((a, b) -> PhysicsDistances.fpd(a, b, seed)));
    }

    /** Distances of single groups, of two together, and so on to all, extrapolated to infinitely many rows. */
    private Estimate fpd(Products a, int firstOfA, Products b, int firstOfB, int groups) {
        var sizes =
                IntStream.iterate(1, size -> size <= groups, size -> 2 * size).toArray();
        double[] rows = new double[sizes.length];
        double[] distances = new double[sizes.length];
        for (int s = 0; s < sizes.length; s++) {
            int size = sizes[s];
            int times = groups / size;
            for (int t = 0; t < times; t++) {
                var x = of(a, firstOfA + t * size, firstOfA + (t + 1) * size);
                var y = of(b, firstOfB + t * size, firstOfB + (t + 1) * size);
                rows[s] += 2 / (1 / x.rows() + 1 / y.rows()) / times;
                distances[s] +=
                        PhysicsDistances.squaredFrechet(x.mean(), x.matrix(), y.mean(), y.matrix(), units) / times;
            }
        }
        return PhysicsDistances.extrapolated(rows, distances);
    }

    private PhysicsDistances.Units units() {
        var all = of(pair.reference().products(), 0, Products.GROUPS);
        double[] low = Arrays.stream(usable)
                .mapToDouble(c -> pair.reference().column(c).moments().min())
                .toArray();
        double[] high = Arrays.stream(usable)
                .mapToDouble(c -> pair.reference().column(c).moments().max())
                .toArray();
        return PhysicsDistances.Units.of(all.mean(), all.deviations(), low, high);
    }
}
