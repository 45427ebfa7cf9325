package flashflow.preprocessing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.preprocessing.transforms.Affine;
import flashflow.preprocessing.transforms.Clip;
import flashflow.preprocessing.transforms.Dequantise;
import flashflow.preprocessing.transforms.Log;
import flashflow.preprocessing.transforms.Spike;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets without a density get noise, are told, and come back as they were. */
class DensityGuardTest {
    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of("y"), List.of("x"));
    private static final int ROWS = 4000;

    /** Values of the target, and what its chain holds already. */
    record Case(String name, IntToDoubleFunction value, UnaryOperator<Preprocessing> chain) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> withoutDensity() {
        return Stream.of(
                new Case("flag", i -> i % 2, p -> p),
                new Case("signed zero", i -> i % 2 == 0 ? -0.0 : 0.0, p -> p),
                new Case("charge", i -> i % 3 - 1, p -> p),
                new Case("id", i -> new int[] {0, 4, 6, 7}[i % 4], p -> p),
                new Case("rare", i -> i == 17 ? 1 : 0, p -> p),
                new Case("no whole numbers", i -> new double[] {0.1, 0.25, 1e-3}[i % 3], p -> p),
                new Case("count", i -> i * 7919L % 128, p -> p),
                new Case("far count", i -> 1_000_000 + i, p -> p),
                new Case("count, logarithm", i -> 1 + i % 9, p -> p.with("x", new Log(0))),
                new Case("flag, scaled", i -> i % 2, p -> p.with("x", new Affine(1e-3, 5))),
                new Case("constant", i -> 7, p -> p),
                new Case("constant 0", i -> 0, p -> p),
                new Case("large constant", i -> -1e30, p -> p),
                new Case("small constant", i -> 1e-30, p -> p),
                new Case("constant, logarithm", i -> 0.1, p -> p.with("x", new Log(3))),
                new Case("constant, flag", i -> 1, p -> p.with("x", Dequantise.gaussian(0.1, 0, 1))),
                new Case("constant, spike", i -> 0, p -> p.with("x", new Log(1e-5), spike())));
    }

    private static Spike spike() {
        return new Spike(-7.5, -11.51, 1, Math.log(1e-5));
    }

    @ParameterizedTest
    @MethodSource("withoutDensity")
    void valuesComeBackExactly(Case c) {
        for (boolean standardised : new boolean[] {true, false}) {
            float[] raw = rows(c.value, ROWS);
            var p = fitted(c, standardised, raw);
            float[] targets = targets(p, raw);
            assertTrue(Arrays.stream(indices())
                            .mapToDouble(i -> targets[i])
                            .distinct()
                            .count()
                    > ROWS / 8);
            p.inverseTargets(targets, ROWS);
            for (int i = 0; i < ROWS; i++) {
                assertEquals(raw[2 * i + 1] + 0f, targets[i] + 0f, 1e-6 * Math.abs(raw[2 * i + 1]));
            }
            assertTrue(p.warnings().toString().contains("'x'"), p.warnings().toString());
        }
    }

    @ParameterizedTest
    @MethodSource("withoutDensity")
    void whateverIsGeneratedIsAValueOfTheTrainingOrDrawnAgain(Case c) {
        float[] raw = rows(c.value, ROWS);
        var p = fitted(c, true, raw);
        float[] generated = {-30, -2.5f, -0.3f, 0, 0.77f, 2.5f, 30};
        boolean[] outside = new boolean[7];
        p.inverseTargets(generated, 7, outside);
        var fit = p.fit().orElseThrow().columns().get(1);
        for (int i = 0; i < 7; i++) {
            assertTrue(outside[i] || generated[i] >= fit.min() - 1e-6 && generated[i] <= fit.max() + 1e-6);
            assertTrue(!fit.isConstant() || generated[i] + 0f == raw[1] + 0f && !outside[i], generated[i] + "");
        }
    }

    @ParameterizedTest
    @MethodSource("withoutDensity")
    void fittingAgainChangesNothing(Case c) {
        float[] raw = rows(c.value, ROWS);
        var p = fitted(c, true, raw);
        assertEquals(p.toJson(), p.fit(InMemoryDataset.of(LAYOUT, raw)).toJson());
        var read = Preprocessing.fromJson(p.toJson());
        assertEquals(p.warnings(), read.warnings());
        assertArrayEquals(targets(p, raw), targets(read, raw));
    }

    @Test
    void aCountEndsWhereItEndedInTheTraining() {
        float[] raw = rows(i -> i % 128, ROWS);
        for (var p :
                List.of(Preprocessing.none(LAYOUT), Preprocessing.none(LAYOUT).with("x", Dequantise.uniform(1)))) {
            float[] generated = {127, 128, -1, 0};
            boolean[] outside = new boolean[4];
            p.fit(InMemoryDataset.of(LAYOUT, raw)).inverseTargets(generated, 4, outside);
            assertArrayEquals(new boolean[] {false, true, true, false}, outside);
        }
        float[] wanted = {128};
        var wider = Preprocessing.none(LAYOUT).within("x", 0, 200).fit(InMemoryDataset.of(LAYOUT, raw));
        assertEquals(0, wider.inverseTargets(wanted, 1));
    }

    @Test
    void clippedToOneValueIsConstant() {
        var p = Preprocessing.standardise(LAYOUT);
        var clipped = Preprocessing.none(LAYOUT).with("x", new Clip(0, 3)).standardised();
        for (var fit : List.of(
                clipped.fit(InMemoryDataset.of(LAYOUT, rows(i -> 5, ROWS))),
                clipped.fit(InMemoryDataset.of(LAYOUT, rows(i -> 5 + Math.sin(i), ROWS))))) {
            float[] generated = {-9, 0.1f, 3};
            fit.inverseTargets(generated, 3);
            assertArrayEquals(new float[] {3, 3, 3}, generated);
        }
        assertTrue(p.warnings().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 100, ROWS})
    void columnsWithADensityStayAsTheyAre(int rows) {
        float[] raw = rows(i -> Math.sin(i), rows);
        var p = Preprocessing.none(LAYOUT).fit(InMemoryDataset.of(LAYOUT, raw));
        assertEquals(Preprocessing.none(LAYOUT).chains(), p.chains());
        assertEquals(List.of(), p.warnings());
    }

    @Test
    void contextNeedsNoDensity() {
        var swapped = new ColumnLayout(List.of("x"), List.of("y"));
        float[] raw = new float[2 * ROWS];
        for (int i = 0; i < ROWS; i++) {
            raw[2 * i] = i % 2;
            raw[2 * i + 1] = (float) Math.sin(i);
        }
        var p = Preprocessing.none(swapped).fit(InMemoryDataset.of(swapped, raw));
        assertEquals(Preprocessing.none(swapped).chains(), p.chains());
        assertFalse(p.warnings().toString().contains("'x'"));
    }

    @Test
    void rangesThatLeaveOutTrainingRowsAreTold() {
        var p = Preprocessing.none(LAYOUT).with("x", Dequantise.uniform(1)).within("x", 0, 127);
        var beyond = p.fit(InMemoryDataset.of(LAYOUT, rows(i -> i % 129, ROWS)));
        var told = beyond.warnings();
        assertTrue(beyond.toString().endsWith("\nWarning: " + told.get(0)));
        assertTrue(
                told.get(0).contains("'x' goes from 0.000 to 128.0")
                        && told.get(0).contains("[0, 127]"),
                told + "");
        assertEquals(
                List.of(),
                p.fit(InMemoryDataset.of(LAYOUT, rows(i -> i % 128, ROWS))).warnings());
    }

    private static Preprocessing fitted(Case c, boolean standardised, float[] raw) {
        var chained = c.chain.apply(Preprocessing.none(LAYOUT));
        return (standardised ? chained.standardised() : chained).fit(InMemoryDataset.of(LAYOUT, raw));
    }

    private static float[] rows(IntToDoubleFunction target, int rows) {
        float[] raw = new float[2 * rows];
        for (int i = 0; i < rows; i++) {
            raw[2 * i] = (float) Math.cos(3 * i);
            raw[2 * i + 1] = (float) target.applyAsDouble(i);
        }
        return raw;
    }

    private static float[] targets(Preprocessing p, float[] raw) {
        float[] out = new float[raw.length];
        p.apply(0, raw.length / 2, raw, out);
        float[] targets = new float[raw.length / 2];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = out[2 * i + 1];
        }
        return targets;
    }

    private static int[] indices() {
        return IntStream.range(0, ROWS).toArray();
    }
}
