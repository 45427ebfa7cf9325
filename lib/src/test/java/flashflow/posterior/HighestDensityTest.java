package flashflow.posterior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.random.Purpose;
import flashflow.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Regions of known distributions. */
class HighestDensityTest {
    private static final int DRAWS = 20_000;

    private static double[] drawn(ToDoubleFunction<RandomStream> draw) {
        var random = Purpose.TOY.stream(1);
        return DoubleStream.generate(() -> draw.applyAsDouble(random))
                .limit(DRAWS)
                .toArray();
    }

    private static void holds(double share, double[] values, List<Interval> found) {
        long inside = Arrays.stream(values)
                .filter(x -> found.stream().anyMatch(i -> i.contains(x)))
                .count();
        assertEquals(share, (double) inside / values.length, 2e-4, () -> found.toString());
        for (int i = 1; i < found.size(); i++) {
            assertTrue(found.get(i - 1).high() < found.get(i).low());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.6827, 0.9545, 0.99})
    void ofANormalDistributionIsCentral(double share) {
        double[] values = drawn(random -> 100 + 3 * random.gaussian());
        var found = HighestDensity.intervals(values, share);
        holds(share, values, found);
        assertEquals(1, found.size());
        double half = 3
                * new org.apache.commons.math3.distribution.NormalDistribution()
                        .inverseCumulativeProbability((1 + share) / 2);
        assertEquals(100 - half, found.get(0).low(), 0.35);
        assertEquals(100 + half, found.get(0).high(), 0.35);
        assertEquals(2 * half, found.get(0).length(), 0.04 * 2 * half);
    }

    @Test
    void ofTwoPeaksAreTwo() {
        double[] values = drawn(random -> (random.uniform() < 0.5 ? -3 : 3) + 0.05 * random.gaussian());
        var found = HighestDensity.intervals(values, 0.9);
        holds(0.9, values, found);
        assertEquals(2, found.size());
        assertEquals(-3 - 0.0822, found.get(0).low(), 0.01);
        assertEquals(3 + 0.0822, found.get(1).high(), 0.01);
    }

    /** A tenth of the draws in a second peak: too few for half of them, and needed for 95 %. */
    @Test
    void aSmallPeakCountsWhereItIsNeeded() {
        double[] values = drawn(random -> random.uniform() < 0.1 ? 20 + random.gaussian() : random.gaussian());
        assertEquals(1, HighestDensity.intervals(values, 0.5).size());
        var found = HighestDensity.intervals(values, 0.95);
        holds(0.95, values, found);
        assertEquals(2, found.size());
        assertEquals(20, (found.get(1).low() + found.get(1).high()) / 2, 0.3);
    }

    @Test
    void beginsAtABound() {
        double[] values = drawn(RandomStream::exponential);
        var found = HighestDensity.intervals(values, 0.68);
        holds(0.68, values, found);
        assertEquals(1, found.size());
        assertEquals(0, found.get(0).low(), 1e-3);
        assertEquals(-Math.log(0.32), found.get(0).high(), 0.05);
    }

    @Test
    void ofAFlatDistributionIsAsShort() {
        double[] values = drawn(RandomStream::uniform);
        var found = HighestDensity.intervals(values, 0.68);
        holds(0.68, values, found);
        assertEquals(0.68, found.stream().mapToDouble(Interval::length).sum(), 0.03);
        assertEquals(1, found.size(), "what chance parts is one");
    }

    @Test
    void heavyTailsDoNotCoarsenTheMiddle() {
        double[] values = drawn(random -> Math.tan(Math.PI * (random.uniform() - 0.5)));
        var found = HighestDensity.intervals(values, 0.5);
        holds(0.5, values, found);
        assertEquals(-1, found.get(0).low(), 0.1);
        assertEquals(1, found.get(found.size() - 1).high(), 0.1);
    }

    @Test
    void aSpikeComesFirst() {
        double[] values = drawn(random -> random.uniform() < 0.4 ? 0 : 5 + random.gaussian());
        assertEquals(List.of(new Interval(0, 0)), HighestDensity.intervals(values, 0.3));
        var found = HighestDensity.intervals(values, 0.8);
        holds(0.8, values, found);
        assertEquals(new Interval(0, 0), found.get(0));
        assertEquals(5, (found.get(1).low() + found.get(1).high()) / 2, 0.2);
    }

    @Test
    void countsAndConstantsAreTheirOwnValues() {
        double[] values = drawn(random -> random.below(3) + random.below(3));
        var found = HighestDensity.intervals(values, 0.6);
        assertEquals(
                List.of(1.0, 2.0, 3.0),
                found.stream().map(Interval::low).toList(),
                "values 0 to 4 with weights 1, 2, 3, 2, 1");
        assertTrue(found.stream().allMatch(i -> i.length() == 0));
        assertEquals(List.of(new Interval(7, 7)), HighestDensity.intervals(new double[] {7, 7, 7}, 0.9));
        assertEquals(List.of(new Interval(7, 7)), HighestDensity.intervals(new double[] {7}, 0.9));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10, 100})
    void fewDrawsHaveARegion(int count) {
        double[] values = Arrays.copyOf(drawn(RandomStream::gaussian), count);
        var found = HighestDensity.intervals(values, 0.68);
        assertTrue(found.stream().mapToDouble(Interval::length).sum() > 0);
        long inside = Arrays.stream(values)
                .filter(x -> found.stream().anyMatch(i -> i.contains(x)))
                .count();
        assertTrue(inside >= Math.floor(0.68 * count), inside + " of " + count);
    }
}
