package flashflow.preprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.Normal;
import flashflow.preprocessing.transforms.Affine;
import flashflow.preprocessing.transforms.Asinh;
import flashflow.preprocessing.transforms.Atan;
import flashflow.preprocessing.transforms.Bounded;
import flashflow.preprocessing.transforms.Circular;
import flashflow.preprocessing.transforms.Clip;
import flashflow.preprocessing.transforms.Collapse;
import flashflow.preprocessing.transforms.Dequantise;
import flashflow.preprocessing.transforms.Discrete;
import flashflow.preprocessing.transforms.Inflated;
import flashflow.preprocessing.transforms.Log;
import flashflow.preprocessing.transforms.Log1p;
import flashflow.preprocessing.transforms.Logit;
import flashflow.preprocessing.transforms.Spike;
import flashflow.preprocessing.transforms.Standardise;
import flashflow.preprocessing.transforms.Transform;
import flashflow.preprocessing.transforms.TransformKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The density in data units is that of what comes back: of N(0, 1) through the inverse of a chain, values between any two places
 * are as many as the density's integral says, single values as many as their probability, and all of them together make 1.
 */
class ChainDensityTest {
    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of(), List.of("x"));
    private static final int GENERATED = 200_000;
    private static final int BINS = 20;

    /** A chain, and the values that come back with a probability instead of a density. */
    record Case(String name, double[] atoms, List<Transform> chain) {
        @Override
        public String toString() {
            return name;
        }

        Preprocessing preprocessing() {
            return Preprocessing.none(LAYOUT).with("x", chain.toArray(Transform[]::new));
        }
    }

    private static Case of(String name, double[] atoms, Transform... chain) {
        return new Case(name, atoms, List.of(chain));
    }

    private static double[] none() {
        return new double[0];
    }

    private static double[] whole(int from, int to) {
        return IntStream.rangeClosed(from, to).asDoubleStream().toArray();
    }

    static Stream<Case> chains() {
        double[] ids = {-2, 0, 0.5, 3};
        return Stream.of(
                of("as it is", none()),
                of("affine", none(), new Affine(-3, 2)),
                of("standardise", none(), new Standardise(5, 0.25)),
                of("log", none(), new Log(0)),
                of("log with shift", none(), new Log(0.01), new Affine(0.5, 1)),
                of("log from a bound", none(), new Log(-20)),
                of("log1p", none(), new Log1p()),
                of("atan", none(), new Atan(3, 0.25)),
                of("asinh", none(), new Asinh(0.1, 0.25), new Standardise(0, 2)),
                of("logit", none(), new Logit(0)),
                of("logit with margin", none(), new Logit(0.01)),
                of("clip", none(), new Clip(-1, 0.5)),
                of("clip, then log", none(), Clip.above(3), new Log(0)),
                of("interval", none(), Bounded.of(-1, 3)),
                of("interval, not uniform", none(), Bounded.of(0, 10), new Standardise(0.5, 0.7)),
                of("interval by logit", none(), Bounded.logit(2, 2.5)),
                of("circle", none(), new Circular(-Math.PI, Math.PI, 1), Bounded.of(0, 2 * Math.PI)),
                of(
                        "circle, not uniform",
                        none(),
                        new Circular(0, 360, 300),
                        Bounded.of(0, 360),
                        new Standardise(0.3, 0.8)),
                of("discrete", ids, Discrete.of(ids, new long[] {3, 50, 20, 1})),
                of("discrete, another flow", ids, Discrete.of(ids, new long[] {3, 50, 20, 1}), new Affine(1.3, 0.4)),
                of("discrete, one value", new double[] {7}, Discrete.of(new double[] {7}, new long[] {5})),
                of("whole numbers", whole(-9, 14), Dequantise.uniform(1), new Standardise(2, 2.5)),
                of("constant", new double[] {4}, Dequantise.gaussian(1, 4), new Standardise(4, 1)),
                of("spike", new double[] {0}, new Log(1e-3), spike(), new Standardise(-3, 2)),
                of("inflated", new double[] {2, 5}, new Inflated(2, 5, 0.1, 0.3), Bounded.of(0, 1)),
                of(
                        "inflated below, another flow",
                        new double[] {-1},
                        new Inflated(-1, 1, 0.2, 0),
                        Bounded.of(0, 1),
                        new Affine(0.8, -0.5)),
                of(
                        "two spikes",
                        new double[] {0, 1},
                        Bounded.of(0, 1).inset(1e-3),
                        new Spike(-3, -3.9, 1.2, -40),
                        new Affine(-1, 0),
                        new Spike(-3, -3.9, 1.2, -40),
                        new Standardise(-0.5, 1.7)));
    }

    private static Spike spike() {
        return new Spike(-6, -6.9, 0.8, Math.log(1e-3));
    }

    @ParameterizedTest
    @MethodSource("chains")
    void theDensityIsThatOfWhatComesBack(Case c) {
        double[] x = generated(c.preprocessing());
        double total = probabilities(c, x, 1e-3) + integrals(c, x);
        assertEquals((double) x.length / GENERATED, total, 2e-3);
    }

    /** Of the noise's lattice some points come back as a neighbour, and the integral ends between two of them. */
    @Test
    void noiseThatIsCutByTheRoundingLosesLittle() {
        double[] ids = {-2, 0, 2};
        var c = of("gaussian noise", ids, Dequantise.gaussian(0.6, ids), new Standardise(0.3, 1));
        assertEquals(1, probabilities(c, generated(c.preprocessing()), 1e-2), 2e-2);
    }

    private static double probabilities(Case c, double[] x, double tolerance) {
        double total = 0;
        for (double atom : c.atoms) {
            double probability = density(c.preprocessing(), atom)[0];
            assertEquals(share(x, v -> v == (float) atom), probability, tolerance, "probability of " + atom);
            total += probability;
        }
        return total;
    }

    /** Between the values that came back, bin by bin. */
    private static double integrals(Case c, double[] x) {
        double[] between = DoubleStream.of(x)
                .filter(v -> DoubleStream.of(c.atoms).noneMatch(a -> v == (float) a))
                .sorted()
                .toArray();
        double total = 0;
        for (int bin = 0; bin < BINS && between.length > 0; bin++) {
            int from = bin * (between.length - 1) / BINS;
            int to = (bin + 1) * (between.length - 1) / BINS;
            double inBin = integral(c.preprocessing(), Arrays.copyOfRange(between, from, to + 1));
            assertEquals((double) (to - from) / GENERATED, inBin, 1e-3, between[from] + " to " + between[to]);
            total += inBin;
        }
        return total;
    }

    /** N(0, 1) undone, at even shares; without what generation draws again. */
    private static double[] generated(Preprocessing p) {
        float[] y = new float[GENERATED];
        for (int i = 0; i < GENERATED; i++) {
            y[i] = (float) Normal.quantile((i + 0.5) / GENERATED);
        }
        boolean[] outside = new boolean[GENERATED];
        p.inverseTargets(y, GENERATED, outside);
        return IntStream.range(0, GENERATED)
                .filter(i -> !outside[i])
                .mapToDouble(i -> y[i])
                .toArray();
    }

    private static double share(double[] x, java.util.function.DoublePredicate which) {
        return (double) DoubleStream.of(x).filter(which).count() / GENERATED;
    }

    /** By the middles between rising places. */
    private static double integral(Preprocessing p, double[] places) {
        double[] middles = IntStream.range(1, places.length)
                .mapToDouble(i -> 0.5 * (places[i - 1] + places[i]))
                .toArray();
        double[] densities = density(p, middles);
        return IntStream.range(0, middles.length)
                .mapToDouble(i -> densities[i] * (places[i + 1] - places[i]))
                .sum();
    }

    /** Of the values, if what comes out of the chain has the density N(0, 1). */
    private static double[] density(Preprocessing p, double... x) {
        var density = p.density();
        double[] means = new double[x.length];
        float[] y = new float[x.length];
        double[] contributions = new double[x.length];
        for (int draw = 0; draw < density.draws(); draw++) {
            density.apply(draw, 0, x.length, x, y, contributions);
            for (int i = 0; i < x.length; i++) {
                means[i] += Math.exp(contributions[i] - 0.5 * y[i] * y[i]) / Math.sqrt(2 * Math.PI) / density.draws();
            }
        }
        return means;
    }

    @Test
    void whatNeverComesBackHasNoDensity() {
        var never = Stream.of(
                of("clip", new double[] {-1.5, 0.6}, new Clip(-1, 0.5)),
                of("interval", new double[] {-1.1, 3.1}, Bounded.of(-1, 3)),
                of("logarithm", new double[] {-1, 0}, new Log(0)),
                of("discrete", new double[] {1, 5}, Discrete.of(new double[] {0, 2, 4}, new long[] {1, 1, 1})),
                of("whole", new double[] {0.3}, Dequantise.uniform(1)),
                of("circle", new double[] {4, -4}, new Circular(-Math.PI, Math.PI, 0)));
        never.forEach(c -> assertEquals(
                0, DoubleStream.of(density(c.preprocessing(), c.atoms)).sum(), c.name()));
        var within = Preprocessing.none(LAYOUT).within("x", 0, 1);
        assertEquals(0, density(within, -0.5)[0]);
        assertTrue(density(within, 0.5)[0] > 0.3);
    }

    @Test
    void chainsWithoutADensityAreRefusedByName() {
        for (Transform step : List.of(
                Collapse.below(0, -0.1),
                Dequantise.uniform(0.5),
                Dequantise.uniform(1.2),
                Dequantise.uniform(1, 0, 1, 2))) {
            var p = Preprocessing.none(LAYOUT).with("x", step);
            var refusal = assertThrows(FlashFlowException.class, p::density).getMessage();
            assertTrue(refusal.contains("'x'") && refusal.contains("instead"), refusal);
        }
        assertThrows(FlashFlowException.class, () -> Preprocessing.standardise(LAYOUT)
                .density());
    }

    /** But for one without a density, and one whose values follow from other columns: see CombinationsTest. */
    @Test
    void everyKindIsAmongThem() {
        Set<TransformKind> seen = chains().flatMap(c -> c.chain.stream())
                .map(Transform::kind)
                .collect(Collectors.toCollection(() -> EnumSet.of(TransformKind.COLLAPSE, TransformKind.COMBINATION)));
        assertEquals(EnumSet.allOf(TransformKind.class), seen);
    }

    @ParameterizedTest
    @MethodSource("chains")
    void writtenAndReadAgainItIsTheSame(Case c) {
        var p = c.preprocessing();
        var read = Preprocessing.fromJson(p.toJson());
        assertEquals(p.chains(), read.chains());
        assertEquals(p.toJson(), read.toJson());
    }

    @ParameterizedTest
    @MethodSource("chains")
    void whatComesBackGoesForwardAndComesBackTheSame(Case c) {
        var p = c.preprocessing();
        float[] x = new float[1000];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) Normal.quantile((i + 0.5) / x.length);
        }
        boolean[] outside = new boolean[x.length];
        p.inverseTargets(x, x.length, outside);
        int n = (int) IntStream.range(0, x.length).filter(i -> !outside[i]).count();
        float[] kept = new float[n];
        int[] at = {0};
        IntStream.range(0, x.length).filter(i -> !outside[i]).forEach(i -> kept[at[0]++] = x[i]);
        float[] again = new float[n];
        p.apply(0, n, kept, again);
        p.inverseTargets(again, n);
        for (int i = 0; i < n; i++) {
            double error = 1e-4 * (1e-3 + Math.abs(kept[i]) + Math.abs(kept[n - 1] - kept[0]));
            assertEquals(kept[i], again[i], error, c + " at " + Arrays.toString(new int[] {i}));
        }
    }
}
