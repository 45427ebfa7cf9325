package flashflow.spark.summaries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.random.Purpose;
import flashflow.random.RandomStream;
import flashflow.validation.KolmogorovSmirnov;
import flashflow.validation.Wasserstein;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exact distances lie within the bounds of histograms, whatever the edges were chosen by. */
class DistanceTest {
    private record Kind(String name, ToDoubleFunction<RandomStream> draw) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Kind> kinds() {
        return List.of(
                new Kind("normal", RandomStream::gaussian),
                new Kind("far from zero", random -> 1e9 + random.gaussian()),
                new Kind("long tail", random -> Math.exp(4 * random.gaussian())),
                new Kind("counts", random -> random.below(7)),
                new Kind("many counts", random -> random.below(100_000)),
                new Kind("spike", random -> random.uniform() < 0.8 ? -1 : random.uniform()),
                new Kind("constant", random -> 0.1),
                new Kind("huge", random -> 1e300 * random.gaussian()),
                new Kind("tiny", random -> 1e-300 * random.gaussian()),
                new Kind("zeros of both signs", random -> random.uniform() < 0.5 ? 0.0 : -0.0));
    }

    private static double[] draw(Kind kind, long seed, int count, double shift) {
        var random = Purpose.TOY.stream(seed);
        return DoubleStream.generate(() -> kind.draw().applyAsDouble(random) + shift)
                .limit(count)
                .toArray();
    }

    private static Distribution distribution(Edges edges, double[] values) {
        var histogram = new Histogram(edges);
        histogram.add(edges, values, values.length);
        return histogram.distribution(edges);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void exactDistancesLieWithinTheBounds(Kind kind) {
        double scale = Math.abs(draw(kind, 9, 1, 0)[0]);
        for (double shift : new double[] {0, 0.01 * scale, 3 * scale}) {
            double[] a = draw(kind, 1, 20_000, 0);
            double[] b = draw(kind, 2, 15_000, shift);
            // Edges by few rows, so that many lie beyond.
            var edges = Edges.of(Arrays.copyOf(a, 300));
            var distance = Distance.of(distribution(edges, a), distribution(edges, b));
            double tolerance = 1e-12;
            assertWithin(distance.kolmogorovSmirnov(), KolmogorovSmirnov.distance(a, b), tolerance);
            double w1 = Wasserstein.distance(a, b);
            double range = Arrays.stream(a).map(Math::abs).max().orElseThrow();
            assertWithin(distance.wasserstein(), w1, tolerance * range);
            assertTrue(distance.wasserstein().low() <= distance.areaOfBins());
            assertTrue(distance.areaOfBins() <= distance.wasserstein().high());
        }
    }

    private static void assertWithin(Distribution.Bounds bounds, double exact, double tolerance) {
        assertTrue(
                exact >= bounds.low() - tolerance && exact <= bounds.high() + tolerance,
                exact + " is not in " + bounds);
    }

    @Test
    void boundsOfManyRowsAreNarrow() {
        var normal = kinds().get(0);
        double[] a = draw(normal, 1, 100_000, 0);
        double[] b = draw(normal, 2, 100_000, 0.02);
        var edges = Edges.of(a);
        var distance = Distance.of(distribution(edges, a), distribution(edges, b));
        assertTrue(distance.kolmogorovSmirnov().width() < 1e-3, distance.kolmogorovSmirnov()::toString);
        assertTrue(distance.wasserstein().width() < 1e-4, distance.wasserstein()::toString);
        assertEquals(Wasserstein.distance(a, b), distance.areaOfBins(), 1e-5);
    }

    @Test
    void countsAreExact() {
        var counts = kinds().get(3);
        double[] a = draw(counts, 1, 5000, 0);
        double[] b =
                Arrays.stream(draw(counts, 2, 7000, 0)).map(n -> n == 3 ? 4 : n).toArray();
        var edges = Edges.of(a);
        var distance = Distance.of(distribution(edges, a), distribution(edges, b));
        assertEquals(
                KolmogorovSmirnov.distance(a, b), distance.kolmogorovSmirnov().low(), 1e-14);
        assertEquals(0, distance.kolmogorovSmirnov().width(), 1e-14);
        assertEquals(Wasserstein.distance(a, b), distance.areaOfBins(), 1e-12);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void histogramsAddUpInAnyOrder(Kind kind) {
        double[] values = draw(kind, 3, 3000, 0);
        var edges = Edges.of(Arrays.copyOf(values, 50));
        var whole = distribution(edges, values);
        var parts = IntStream.range(0, 3)
                .mapToObj(i -> {
                    var part = new Histogram(edges);
                    part.add(edges, Arrays.copyOfRange(values, 1000 * i, 1000 * (i + 1)), 1000);
                    return part;
                })
                .toList();
        var sum = parts.get(2).plus(parts.get(0)).plus(parts.get(1)).distribution(edges);
        for (int bin = 1; bin < edges.bins() - 1; bin++) {
            assertEquals(whole.shares()[bin], sum.shares()[bin]);
            assertEquals(whole.means()[bin], sum.means()[bin]);
        }
        assertEquals(whole.count(), sum.count());
        assertEquals(whole.min(), sum.min());
        assertEquals(whole.max(), sum.max());
    }

    @Test
    void aValueThatManyRowsShareHasABinOfItsOwn() {
        double[] values = draw(kinds().get(5), 4, 10_000, 0);
        var edges = Edges.of(values);
        int bin = edges.bin(-1);
        assertTrue(edges.isPoint(bin));
        assertEquals(
                Arrays.stream(values).filter(x -> x == -1).count() / 10_000.0,
                distribution(edges, values).shares()[bin]);
    }
}
