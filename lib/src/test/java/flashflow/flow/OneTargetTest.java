package flashflow.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import flashflow.FlashFlowException;
import flashflow.flow.density.Adam;
import flashflow.flow.density.NllGradient;
import flashflow.flow.density.TensorLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The smallest flows and batches. */
class OneTargetTest {
    @Test
    void itHasNoPartnerAndIsAutoregressive() {
        assertEquals(FlowConfig.autoregressive(1, 2, 2, 8, 1, 4), FlowConfig.of(1, 2, 2, 8, 1, 4));
        String message = assertThrows(FlashFlowException.class, () -> FlowConfig.autoregressive(1, 2, 2, 8, 1, 4)
                        .kind(Kind.COUPLING))
                .getMessage();
        assertTrue(message.contains("FlowConfig.autoregressive"), message);
        for (Kind kind : new Kind[] {null, Kind.COUPLING}) {
            var activation = kind == null ? Activation.RELU : null;
            message = assertThrows(
                            FlashFlowException.class,
                            () -> FlowConfig.of(3, 1, 2, 8, 1, 4).kind(kind).activation(activation))
                    .getMessage();
            assertTrue(message.contains("is missing"), message);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, true", "3, true", "3, false"})
    void anAutoregressiveFlowLearnsIt(int context, boolean linear) {
        var config =
                FlowConfig.autoregressive(1, context, 2, 8, 1, 4).tailBound(4).linear(linear);
        try (var flow = SplineFlow.of(config, Device.cpu());
                var step = new NllGradient(flow);
                var adam = new Adam(flow, Adam.Settings.standard());
                NDManager manager = flow.newManager()) {
            var x = TestFlows.normal(manager, 1, 64, 1, 0.5);
            var y = TestFlows.normal(manager, 2, 64, context, 1);
            var weights = manager.full(new Shape(64), 1f / 64);
            float first = step.run(x, y, weights).getFloat();
            for (int i = 0; i < 50; i++) {
                step.run(x, y, weights);
                assertTrue(Float.isFinite(adam.update(step.gradient(), 1e-2)));
            }
            assertTrue(step.run(x, y, weights).getFloat() < first - 0.05);
            var back = flow.inverse(flow.forward(x, y).get(0), y).get(0);
            assertArrayEquals(x.toFloatArray(), back.toFloatArray(), 1e-4f);
        }
    }

    /** A layer of one feature is a factor and a summand. */
    @Test
    void linearLayersHaveNoParametersThatDoNothing() {
        var layout = new ParameterLayout(FlowConfig.autoregressive(1, 3, 2, 8, 1, 4));
        assertEquals(
                6,
                layout.parameters().stream()
                        .filter(entry -> entry.name().startsWith("linear."))
                        .mapToLong(TensorLayout.Entry::size)
                        .sum());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void noRowsAreNoFault(Kind kind) {
        // Wide enough that the derivatives are looked up.
        for (int hidden : new int[] {8, 700}) {
            try (var flow = SplineFlow.of(FlowConfig.of(3, 2, 2, hidden, 1, 64).kind(kind), Device.cpu());
                    NDManager manager = flow.newManager()) {
                var x = manager.zeros(new Shape(0, 3));
                var y = manager.zeros(new Shape(0, 2));
                assertEquals(new Shape(0), flow.logProb(x, y).getShape());
                assertEquals(new Shape(0, 3), flow.forward(x, y).get(0).getShape());
                assertEquals(new Shape(0, 3), flow.inverse(x, y).get(0).getShape());
                assertEquals(new Shape(0, 3), flow.sample(y, 1).getShape());
            }
        }
    }

    @Test
    void negativeVariancesAreRefused() {
        try (var flow = SplineFlow.of(FlowConfig.of(3, 2, 1, 8, 1, 4), Device.cpu())) {
            var values = flow.values();
            values.statistics()[15] = -0.1f;
            String message = assertThrows(
                            FlashFlowException.class,
                            () -> flow.set(values.parameters(), values.statistics(), values.permutations()))
                    .getMessage();
            assertTrue(message.contains("norm0.variance") && message.contains("-0.1 at value 7"), message);
        }
    }
}
