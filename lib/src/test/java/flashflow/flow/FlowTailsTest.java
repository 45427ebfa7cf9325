package flashflow.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import flashflow.FlashFlowException;
import flashflow.flow.density.NllGradient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole flows on the edge of the box, outside it and far beyond: finite gradients, no NaN, bad input refused. */
class FlowTailsTest {
    private static final int ROWS = 40;
    private static final float B = 2;

    private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");

    @AfterEach
    void close() {
        manager.close();
    }

    private static FlowConfig config(Kind kind) {
        return FlowConfig.of(3, 2, 2, 16, 1, 6).kind(kind).tailBound(B);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aBatchWhollyInTheTailsHasTheDensityOfTheNoise(Kind kind) {
        try (SplineFlow flow = TestFlows.spreadOut(config(kind).linear(false));
                var step = new NllGradient(flow)) {
            NDArray x = manager.full(new Shape(ROWS, 3), 5f);
            NDArray y = TestFlows.normal(manager, 1, ROWS, 2, 1);
            double expected = -3 * (12.5 + 0.5 * Math.log(2 * Math.PI));
            assertEquals(expected, flow.logProb(x, y).getFloat(7), 1e-4);
            assertEquals(x, flow.inverse(x, y).get(0));
            float nll = step.run(x, y, manager.full(new Shape(ROWS), 1f / ROWS)).getFloat();
            assertEquals(-expected, nll, 1e-4);
            assertEquals(0, step.gradient().abs().max().getFloat(), "nothing moves points in the tails");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void gradientsAreFiniteOnAndOutsideTheEdges(Kind kind) {
        for (boolean linear : new boolean[] {false, true}) {
            try (SplineFlow flow = TestFlows.spreadOut(config(kind).linear(linear));
                    var step = new NllGradient(flow)) {
                NDArray y = TestFlows.normal(manager, 1, ROWS, 2, 1);
                NDArray weights = manager.full(new Shape(ROWS), 1f / ROWS);
                assertTrue(Float.isFinite(step.run(edges(), y, weights).getFloat()));
                assertFinite(step.gradient());
                NDArray x = edges();
                x.setRequiresGradient(true);
                NDArray flat = flow.parameters().duplicate();
                flat.attach(manager);
                flat.setRequiresGradient(true);
                try (var collector = Engine.getInstance().newGradientCollector()) {
                    collector.backward(WrittenOutGradientTest.recordedLogProb(flow, flat, x, y)
                            .sum());
                }
                assertFinite(x.getGradient());
                assertFinite(flat.getGradient());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void noFiniteInputGivesNaN(Kind kind) {
        try (SplineFlow flow = TestFlows.spreadOut(config(kind))) {
            NDArray y = TestFlows.normal(manager, 1, ROWS, 2, 1);
            for (float far : new float[] {1e6f, 1e19f, 1e30f, Float.MAX_VALUE, -Float.MAX_VALUE}) {
                NDArray x = manager.full(new Shape(ROWS, 3), far);
                for (float logProb : flow.logProb(x, y).toFloatArray()) {
                    assertFalse(Float.isNaN(logProb), "log_prob at " + far);
                }
            }
            assertFinite(flow.inverse(edges(), y).get(0));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void nanAndInfinityAreRefusedWithTheirPlace(Kind kind) {
        try (SplineFlow flow = TestFlows.spreadOut(config(kind))) {
            NDArray good = TestFlows.normal(manager, 1, ROWS, 3, 1);
            NDArray y = TestFlows.normal(manager, 1, ROWS, 2, 1);
            for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
                NDArray x = with(good, 3, bad);
                assertRefused("x holds NaN or infinity at row 9, column 1", () -> flow.logProb(x, y));
                assertRefused("x holds NaN or infinity at row 9, column 1", () -> flow.forward(x, y));
                assertRefused("z holds NaN or infinity at row 9, column 1", () -> flow.inverse(x, y));
                NDArray badContext = with(y, 2, bad);
                assertRefused("y holds NaN or infinity at row 14, column 0", () -> flow.logProb(good, badContext));
                assertRefused("y holds NaN or infinity at row 14, column 0", () -> flow.sample(badContext, 1));
            }
        }
    }

    /** The same numbers with value 28 replaced. */
    private NDArray with(NDArray a, int columns, float bad) {
        float[] values = a.toFloatArray();
        values[28] = bad;
        return manager.create(values, new Shape(ROWS, columns));
    }

    private static void assertRefused(String message, org.junit.jupiter.api.function.Executable work) {
        String told = assertThrows(FlashFlowException.class, work).getMessage();
        assertTrue(told.startsWith(message), told);
    }

    private NDArray edges() {
        float[] special = {
            B, -B, Math.nextUp(B), -Math.nextUp(B), Math.nextDown(B), 0, Float.MIN_VALUE, 3 * B, -100 * B, 1e4f, -1e4f
        };
        var values = new float[ROWS * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = special[i % special.length];
        }
        return manager.create(values, new Shape(ROWS, 3)).duplicate();
    }

    private static void assertFinite(NDArray a) {
        for (float value : a.toFloatArray()) {
            assertTrue(Float.isFinite(value), () -> "found " + value + " in " + new NDList(a));
        }
    }
}
