package flashflow.preprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
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
import flashflow.preprocessing.transforms.Numbers;
import flashflow.preprocessing.transforms.Spike;
import flashflow.preprocessing.transforms.Standardise;
import flashflow.preprocessing.transforms.Transform;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same properties for every differentiable transform, on values from its domain. */
class TransformPropertiesTest {
    /** A transform and where it is defined. */
    record Case(Transform transform, double low, double high) {}

    static Stream<Case> differentiable() {
        return Stream.of(
                new Case(new Affine(-3, 2), -100, 100),
                new Case(new Standardise(5, 0.25), -100, 100),
                new Case(new Log(0), 1e-6, 1e4),
                new Case(new Log(0.001), 0, 100),
                new Case(new Log1p(), 0, 1e4),
                new Case(new Atan(100, 0), -0.5, 0.5),
                new Case(new Atan(10, 1), 0, 3),
                new Case(new Logit(0), 1e-6, 1 - 1e-6),
                new Case(new Logit(0.01), 0, 1),
                new Case(Bounded.of(-2, 5), -2 + 1e-5, 5 - 1e-5),
                new Case(Bounded.of(1e4, 1e4 + 3), 1e4 + 1e-3, 1e4 + 3 - 1e-3),
                new Case(Bounded.logit(0, 100), 1e-3, 100 - 1e-3),
                new Case(new Circular(-Math.PI, Math.PI, 1), -Math.PI + 1e-6, 1 - 1e-3),
                new Case(new Circular(-Math.PI, Math.PI, 1), 1 + 1e-3, Math.PI - 1e-6),
                new Case(new Inflated(-1, 3, 0.1, 0.2), -1 + 1e-6, 3 - 1e-6),
                new Case(new Asinh(0.01, 3), -5, 5));
    }

    @ParameterizedTest
    @MethodSource("differentiable")
    void inverseUndoesForward(Case c) {
        double[] x = values(c);
        double[] y = forward(c.transform, x);
        c.transform.inverse(y, y.length);
        for (int i = 0; i < x.length; i++) {
            assertEquals(x[i], y[i], 1e-9 * (1 + Math.abs(x[i])));
        }
    }

    @ParameterizedTest
    @MethodSource("differentiable")
    void logDerivativeIsThatOfForward(Case c) {
        double[] x = values(c);
        double[] sums = new double[x.length];
        c.transform.addLogDerivatives(x, x.length, sums);
        for (int i = 0; i < x.length; i++) {
            double step = 1e-6 * (c.high - c.low) * Math.min(1, x[i] - c.low + 1e-9);
            double[] pair = forward(c.transform, new double[] {x[i] - step, x[i] + step});
            double slope = Math.abs(pair[1] - pair[0]) / (2 * step);
            assertEquals(Math.log(slope), sums[i], 1e-4, c + " at " + x[i]);
        }
    }

    @Test
    void spikeBecomesAGaussianBelowTheThresholdAndComesBack() {
        var spike = new Spike(-4, -6.9, 1, -6.5);
        double[] x = new double[20000];
        java.util.Arrays.fill(x, 0, 10000, -6.5);
        java.util.Arrays.fill(x, 10000, 20000, -3.9);
        double[] y = forward(spike, x);
        var half = DoubleStream.of(y).limit(10000).summaryStatistics();
        assertEquals(-6.9, half.getAverage(), 0.05);
        assertTrue(half.getMax() <= -4 && half.getMin() < -9);
        spike.inverse(y, y.length);
        assertEquals(List.of(-6.5, -3.9), List.of(y[17], y[10017]));
        assertEquals(1, DoubleStream.of(y).limit(10000).distinct().count());
    }

    @Test
    void spikeForgetsWhatCameBefore() {
        double[] sums = {3, 3};
        new Spike(0, -1, 1, 0).addLogDerivatives(new double[] {-1, 1}, 2, sums);
        assertEquals(0, sums[0]);
        assertEquals(3, sums[1]);
    }

    @Test
    void dequantisationIsUndoneToTheNearestAllowedValue() {
        var ids = Dequantise.gaussian(0.1, 0, 2, 6);
        double[] x = new Random(3)
                .ints(5000, 0, 3)
                .mapToDouble(i -> new double[] {0, 2, 6}[i])
                .toArray();
        double[] y = forward(ids, x);
        assertEquals(5000, DoubleStream.of(y).distinct().count());
        ids.inverse(y, y.length);
        for (int i = 0; i < x.length; i++) {
            assertEquals(x[i], y[i]);
        }
        double[] odd = {-9, 0.99, 1.01, 3.9, 4.1, Double.NaN};
        ids.inverse(odd, odd.length);
        assertEquals(List.of(0.0, 0.0, 2.0, 2.0, 6.0, Double.NaN), Numbers.list(odd));
    }

    @Test
    void uniformNoiseFillsItsWidth() {
        double[] y = forward(Dequantise.uniform(1), new double[20000]);
        var seen = DoubleStream.of(y).summaryStatistics();
        assertEquals(0, seen.getAverage(), 0.01);
        assertTrue(seen.getMin() >= -0.5 && seen.getMax() <= 0.5 && seen.getMax() > 0.499);
    }

    @Test
    void collapseAndClipGiveTheNearestAllowedValueBack() {
        var collapse = Collapse.below(0, -0.1);
        double[] y = forward(collapse, new double[] {-10, -0.001, 0, 0.5});
        assertEquals(List.of(-0.1, -0.1, 0.0, 0.5), Numbers.list(y));
        double[] back = {-0.2, -0.06, -0.04, 0.7};
        collapse.inverse(back, 4);
        assertEquals(List.of(-0.1, -0.1, 0.0, 0.7), Numbers.list(back));
        assertEquals(7, new Clip(0, 7).inverse(7.3));
        assertEquals(-30, Clip.above(7).forward(-30));
    }

    @Test
    void valuesWithoutPreimageBecomeNaN() {
        assertTrue(Double.isNaN(new Atan(100, 0).inverse(1.6)));
        assertFalse(Double.isNaN(new Atan(100, 0).inverse(1.57)));
    }

    @Test
    void impossibleNumbersAreRefused() {
        assertThrows(FlashFlowException.class, () -> new Clip(1, 1));
        assertThrows(FlashFlowException.class, () -> new Affine(0, 1));
        assertThrows(FlashFlowException.class, () -> new Atan(-1, 0));
        assertThrows(FlashFlowException.class, () -> new Logit(0.5));
        assertThrows(FlashFlowException.class, () -> new Log(Double.NaN));
        assertThrows(FlashFlowException.class, () -> new Standardise(0, 0));
        assertThrows(FlashFlowException.class, () -> Dequantise.gaussian(0.1, 2, 1));
        assertThrows(FlashFlowException.class, () -> new Spike(-4, -3, 1, -5));
        assertThrows(FlashFlowException.class, () -> Collapse.below(0, 0.1));
        assertThrows(FlashFlowException.class, () -> Bounded.of(1, 1));
        assertThrows(FlashFlowException.class, () -> Bounded.of(0, Double.POSITIVE_INFINITY));
        assertThrows(FlashFlowException.class, () -> Bounded.of(0, 1).inset(0.5));
        assertThrows(FlashFlowException.class, () -> new Inflated(0, 1, 0.5, 0.5));
        assertThrows(FlashFlowException.class, () -> new Inflated(1, 1, 0, 0));
        assertThrows(FlashFlowException.class, () -> new Circular(0, 1, 1));
        assertThrows(FlashFlowException.class, () -> new Asinh(0, 1));
        assertThrows(FlashFlowException.class, () -> new Discrete(List.of(1.0, 0.0), List.of(0.5, 0.5)));
        assertThrows(FlashFlowException.class, () -> new Discrete(List.of(1.0), List.of(0.5)));
        assertThrows(FlashFlowException.class, () -> new Discrete(List.of(1.0), List.of()));
    }

    private static double[] values(Case c) {
        return new Random(5).doubles(200, c.low, c.high).toArray();
    }

    private static double[] forward(Transform transform, double[] x) {
        double[] y = x.clone();
        var block = RowBlock.of(List.of("x"), RowBlock.RawValues.of(new float[x.length]), x.length, 0);
        transform.forward(y, y.length, SeededRows.of(block, 11, 0, 0));
        return y;
    }
}
