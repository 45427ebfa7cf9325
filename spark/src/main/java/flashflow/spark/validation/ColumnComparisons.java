package flashflow.spark.validation;

import flashflow.random.Purpose;
import flashflow.spark.summaries.Distance;
import flashflow.spark.summaries.Distribution;
import flashflow.validation.Comparison;
import flashflow.validation.Estimate;
import flashflow.validation.Validation;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Distances of single columns between histograms. */
final class ColumnComparisons {
    private static final String BY = "histogram of all rows";
    private static final long DRAWS = 3;

    private final SummaryPair pair;

    ColumnComparisons(SummaryPair pair) {
        this.pair = pair;
    }

    List<BoundedComparison> all() {
        return Arrays.stream(pair.usable()).boxed().flatMap(this::of).toList();
    }

    private Stream<BoundedComparison> of(int c) {
        var edges = pair.edges().get(c);
        var a = pair.reference().column(c).distribution(edges);
        var b = pair.sample().column(c).distribution(edges);
        var first = pair.reference().column(c, 0).distribution(edges);
        var second = pair.reference().column(c, 1).distribution(edges);
        var distance = Distance.of(a, b);
        var halves = Distance.of(first, second);
        var drawn = drawn(c, a, b);
        var drawnHalves = drawn(c, first, second);
        String name = pair.names().get(c);
        var w1 = comparison(name, Validation.W1, Distance::areaOfBins, distance, halves, drawn, drawnHalves);
        var ks = comparison(name, Validation.KS, ColumnComparisons::atEdges, distance, halves, drawn, drawnHalves);
        return Stream.of(bounded(w1, distance.wasserstein()), bounded(ks, distance.kolmogorovSmirnov()));
    }

    private static double atEdges(Distance distance) {
        return distance.kolmogorovSmirnov().low();
    }

    private static BoundedComparison bounded(Comparison comparison, Distribution.Bounds bounds) {
        return new BoundedComparison(comparison, bounds.low(), bounds.high(), BY);
    }

    private List<Distance> drawn(int c, Distribution a, Distribution b) {
        return IntStream.range(0, pair.options().bootstraps())
                .mapToObj(i -> {
                    var random = Purpose.VALIDATION.stream(pair.options().seed(), DRAWS, (long) c << 32 | i);
                    return Distance.of(a.drawn(random), b.drawn(random));
                })
                .toList();
    }

    private static Comparison comparison(
            String name,
            String statistic,
            ToDoubleFunction<Distance> number,
            Distance distance,
            Distance halves,
            List<Distance> drawn,
            List<Distance> drawnHalves) {
        return new Comparison(
                name,
                statistic,
                number.applyAsDouble(distance),
                spread(drawn, number),
                number.applyAsDouble(halves),
                spread(drawnHalves, number),
                0);
    }

    private static double spread(List<Distance> drawn, ToDoubleFunction<Distance> number) {
        return Estimate.of(drawn.stream().mapToDouble(number).toArray()).error();
    }
}
