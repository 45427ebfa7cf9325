package flashflow.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.ExponentialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.UniformContinuousDistribution;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.junit.jupiter.api.Test;

/** The numbers have the distributions they claim, in the core and far out, along a stream and across neighbouring keys. */
class DistributionTest {
    private static final int MANY = 4_000_000;

    private static void assertDistributed(ContinuousDistribution expected, DoubleSupplier draw, int count) {
        double[] drawn = DoubleStream.generate(draw).limit(count).toArray();
        double p = KolmogorovSmirnovTest.withDefaults()
                .with(PValueMethod.ASYMPTOTIC)
                .test(drawn, expected::cumulativeProbability)
                .getPValue();
        assertTrue(p > 1e-3, expected + ": p = " + p);
    }

    @Test
    void alongAStream() {
        var stream = Purpose.NOISE.stream(1);
        assertDistributed(NormalDistribution.of(0, 1), stream::gaussian, MANY);
        assertDistributed(ExponentialDistribution.of(1), stream::exponential, MANY);
        assertDistributed(UniformContinuousDistribution.of(0, 1), stream::uniform, MANY);
        assertDistributed(UniformContinuousDistribution.of(-2, 5), () -> stream.uniform(-2, 5), MANY / 10);
    }

    /** The first numbers of the streams of successive rows, and of successive seeds. */
    @Test
    void acrossNeighbouringKeys() {
        var row = LongStream.iterate(0, i -> i + 1).iterator();
        assertDistributed(
                NormalDistribution.of(0, 1),
                () -> Purpose.NOISE.stream(42, row.next()).gaussian(),
                MANY / 4);
        var seed = LongStream.iterate(0, i -> i + 1).iterator();
        assertDistributed(
                NormalDistribution.of(0, 1),
                () -> Purpose.NOISE.stream(seed.next(), 7).gaussian(),
                MANY / 4);
    }

    @Test
    void normalMomentsUpToTheSixth() {
        var stream = Purpose.NOISE.stream(2);
        var sums = new double[7];
        for (int i = 0; i < MANY; i++) {
            double x = stream.gaussian();
            for (int k = 1; k <= 6; k++) {
                sums[k] += Math.pow(x, k);
            }
        }
        double[] expected = {1, 0, 1, 0, 3, 0, 15};
        double[] variances = {0, 1, 2, 15, 96, 945, 10170};
        for (int k = 1; k <= 6; k++) {
            assertEquals(expected[k], sums[k] / MANY, 4 * Math.sqrt(variances[k] / MANY), "moment " + k);
        }
    }

    /** Counts beyond x on either side, where the ziggurat's base strip ends (3.65) and on; and in thin slices of the core. */
    @Test
    void normalTailsAndSlices() {
        var stream = Purpose.NOISE.stream(3);
        int draws = 10 * MANY;
        double[] edges = {-4.5, -4, -3.654, -3.5, -3, -2, -1, -0.3, 0, 0.21, 0.9, 1.7, 2.5, 3.3, 3.654, 3.7, 4.2, 4.7};
        var counts = new long[edges.length + 1];
        for (int i = 0; i < draws; i++) {
            int at = Arrays.binarySearch(edges, stream.gaussian());
            counts[at < 0 ? -at - 1 : at + 1]++;
        }
        var normal = NormalDistribution.of(0, 1);
        double[] shares = IntStream.rangeClosed(0, edges.length)
                .mapToDouble(i -> i == 0
                        ? normal.cumulativeProbability(edges[0])
                        : i == edges.length
                                ? normal.survivalProbability(edges[i - 1])
                                : normal.probability(edges[i - 1], edges[i]))
                .toArray();
        double p = ChiSquareTest.withDefaults().test(shares, counts).getPValue();
        assertTrue(p > 1e-3, "p = " + p + ", " + Arrays.toString(counts));
    }

    @Test
    void boundedNumbersAreEven() {
        var stream = Purpose.ROW_ORDER.stream(4);
        for (int n : new int[] {2, 3, 7, 100}) {
            var counts = new long[n];
            for (int i = 0; i < 100_000; i++) {
                counts[stream.below(n)]++;
            }
            assertTrue(ChiSquareTest.withDefaults().test(counts).getPValue() > 1e-3, "below " + n);
        }
        assertEquals(0, stream.below(1));
    }

    /** Without Lemire's second draw, residues of 2^32 by this bound would come up more often. */
    @Test
    void largeBoundsAreEvenToo() {
        var stream = Purpose.ROW_ORDER.stream(5);
        int n = 3 << 29;
        var counts = new long[3];
        for (int i = 0; i < 300_000; i++) {
            counts[stream.below(n) % 3]++;
        }
        assertTrue(ChiSquareTest.withDefaults().test(counts).getPValue() > 1e-3, Arrays.toString(counts));
    }

    @Test
    void everyPermutationIsAsLikely() {
        var counts = new long[24];
        for (int i = 0; i < 48_000; i++) {
            int[] order = Purpose.ROW_ORDER.stream(6, i).permutation(4);
            assertEquals(4, IntStream.of(order).distinct().count());
            counts[order[0] * 6 + (order[1] - (order[1] > order[0] ? 1 : 0)) * 2 + (order[2] > order[3] ? 1 : 0)]++;
        }
        assertTrue(ChiSquareTest.withDefaults().test(counts).getPValue() > 1e-3, Arrays.toString(counts));
    }

    /** One seed may serve all: what one purpose draws says nothing of what another does. */
    @Test
    void purposesShareNothing() {
        for (Purpose one : Purpose.values()) {
            for (Purpose other : Purpose.values()) {
                if (one != other) {
                    double product = IntStream.range(0, 20_000)
                            .mapToDouble(row -> one.stream(1, row).gaussian()
                                    * other.stream(1, row).gaussian())
                            .average()
                            .orElseThrow();
                    assertEquals(0, product, 4.5 / Math.sqrt(20_000), one + " and " + other);
                }
            }
        }
    }
}
