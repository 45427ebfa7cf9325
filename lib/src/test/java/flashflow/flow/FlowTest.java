package flashflow.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import flashflow.FlashFlowException;
import flashflow.flow.density.Adam;
import flashflow.flow.density.NllGradient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlowTest {
    private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void presetsHaveThePublishedParameterCounts() {
        assertEquals(48.0, new ParameterLayout(FlowConfig.jets()).parameterCount() / 1e6, 0.05);
        assertEquals(55.0, new ParameterLayout(FlowConfig.muons()).parameterCount() / 1e6, 0.05);
    }

    @Test
    void trainingLowersTheNll() {
        var config = FlowConfig.of(5, 3, 3, 32, 2, 8).tailBound(3);
        try (var flow = SplineFlow.of(config, Device.cpu());
                var step = new NllGradient(flow);
                var adam = new Adam(flow, Adam.Settings.standard())) {
            NDArray y = TestFlows.normal(manager, 1, 256, 3, 1);
            NDArray x = TestFlows.normal(manager, 2, 256, 5, 1);
            NDArray weights = manager.full(new Shape(256), 1f / 256);
            float first = step.run(x, y, weights).getFloat();
            for (int i = 0; i < 50; i++) {
                step.run(x, y, weights);
                assertTrue(Float.isFinite(adam.update(step.gradient(), 1e-3)));
            }
            assertEquals(50, adam.updates().getFloat());
            float last = step.run(x, y, weights).getFloat();
            assertTrue(last < first - 0.1, first + " -> " + last);
        }
    }

    @Test
    void rowsInFloat64AreEvaluatedInFloat64() {
        // Wide enough for the products that are special on the CPU.
        var config = FlowConfig.of(5, 3, 2, 192, 1, 16).tailBound(3);
        try (var flow = TestFlows.spreadOut(config)) {
            NDArray y = TestFlows.normal(manager, 1, 64, 3, 1);
            NDArray x = TestFlows.normal(manager, 2, 64, 5, 1);
            NDArray wideY = y.toType(DataType.FLOAT64, true);
            NDArray wideX = x.toType(DataType.FLOAT64, true);
            NDList z = flow.forward(wideX, wideY);
            assertEquals(DataType.FLOAT64, z.get(0).getDataType());
            double[] back = flow.inverse(z.get(0), wideY).get(0).toDoubleArray();
            assertArrayEquals(wideX.toDoubleArray(), back, 1e-9);
            double[] wide = flow.logProb(wideX, wideY).toDoubleArray();
            double[] single = flow.logProb(x, y).toType(DataType.FLOAT64, true).toDoubleArray();
            assertArrayEquals(wide, single, 1e-3);
            var refusal = assertThrows(FlashFlowException.class, () -> flow.logProb(wideX, y));
            assertTrue(refusal.getMessage().contains("x is float64 and y is float32"), refusal.getMessage());
        }
    }

    @Test
    void aGradientThatIsNotFiniteChangesNothing() {
        try (var flow = SplineFlow.of(FlowConfig.of(3, 0, 1, 8, 1, 4), Device.cpu());
                var adam = new Adam(flow, Adam.Settings.standard())) {
            float[] before = flow.parameters().toFloatArray();
            NDArray bad = manager.full(new Shape(before.length), Float.NaN);
            assertTrue(Float.isNaN(adam.update(bad, 1e-3)));
            assertArrayEquals(before, flow.parameters().toFloatArray());
            assertEquals(0, adam.updates().getFloat());
            assertEquals(0, adam.firstMoment().abs().max().getFloat());
        }
    }

    @Test
    void clippingScalesTheGradientToTheNorm() {
        try (var flow = SplineFlow.of(FlowConfig.of(3, 0, 1, 8, 1, 4), Device.cpu());
                var adam = new Adam(flow, Adam.Settings.standard().clip(1))) {
            NDArray gradient = manager.full(new Shape(flow.layout().parameterCount()), 2f);
            float norm = adam.update(gradient, 1e-3);
            assertEquals(2 * Math.sqrt(flow.layout().parameterCount()), norm, 1e-2);
            assertEquals(0.1 * 2 / norm, adam.firstMoment().max().getFloat(), 1e-5);
        }
    }

    @Test
    void samplesHaveTheDensityThatTheFlowGivesThem() {
        try (SplineFlow flow =
                TestFlows.spreadOut(FlowConfig.of(4, 2, 3, 16, 2, 8).tailBound(3))) {
            NDArray y = TestFlows.normal(manager, 1, 5000, 2, 1);
            NDList drawn = flow.sampleAndLogProb(y, 7);
            NDArray again = flow.logProb(drawn.get(0), y);
            assertEquals(0, again.sub(drawn.get(1)).abs().max().getFloat(), 2e-3);
            assertEquals(drawn.get(0), flow.sample(y, 7));
            NDArray others = flow.sample(y, 8);
            assertTrue(others.sub(drawn.get(0)).abs().mean().getFloat() > 0.1);
        }
    }

    @Test
    void badInputIsRefusedWithItsPlace() {
        try (SplineFlow flow = SplineFlow.of(FlowConfig.of(3, 2, 1, 8, 1, 4), Device.cpu())) {
            NDArray y = TestFlows.normal(manager, 1, 10, 2, 1);
            float[] values = new float[30];
            values[13] = Float.NaN;
            NDArray x = manager.create(values, new Shape(10, 3));
            String message = assertThrows(FlashFlowException.class, () -> flow.logProb(x, y))
                    .getMessage();
            assertTrue(message.contains("row 4") && message.contains("column 1"), message);
            NDArray narrow = TestFlows.normal(manager, 1, 10, 2, 1);
            message = assertThrows(FlashFlowException.class, () -> flow.logProb(narrow, y))
                    .getMessage();
            assertTrue(message.contains("(rows, 3)"), message);
        }
    }

    @Test
    void configurationsThatCannotWorkAreRefused() {
        assertThrows(
                FlashFlowException.class, () -> FlowConfig.of(1, 0, 1, 8, 1, 4).kind(Kind.COUPLING));
        assertThrows(FlashFlowException.class, () -> FlowConfig.of(3, 0, 1, 8, 1, 1000));
        assertThrows(FlashFlowException.class, () -> FlowConfig.jets().tailBound(-1));
        assertThrows(FlashFlowException.class, () -> FlowConfig.jets().dropout(1));
    }

    @Test
    void djlsOwnTrainerTrainsTheBlockWithTheSameGradient() {
        var config = FlowConfig.of(4, 2, 2, 16, 1, 6).tailBound(3);
        NDArray x = TestFlows.normal(manager, 2, 64, 4, 1);
        NDArray y = TestFlows.normal(manager, 1, 64, 2, 1);
        try (Model model = Model.newInstance("flow", Device.cpu(), "PyTorch")) {
            var block = new FlowBlock(config);
            model.setBlock(block);
            try (Trainer trainer = model.newTrainer(
                            new DefaultTrainingConfig(FlowBlock.nll()).optDevices(new Device[] {Device.cpu()}));
                    SplineFlow flow = SplineFlow.of(config, Device.cpu());
                    var step = new NllGradient(flow)) {
                trainer.initialize(x.getShape(), y.getShape());
                NDArray parameters = block.getParameters().get("parameters").getArray();
                try (GradientCollector collector = trainer.newGradientCollector()) {
                    NDArray loss = trainer.getLoss().evaluate(new NDList(), trainer.forward(new NDList(x, y)));
                    collector.backward(loss);
                    assertEquals(
                            step.run(x, y, manager.full(new Shape(64), 1f / 64)).getFloat(), loss.getFloat(), 1e-5);
                }
                assertArrayEquals(
                        step.gradient().toFloatArray(), parameters.getGradient().toFloatArray(), 1e-6f);
                trainer.step();
                try (SplineFlow trained = block.toFlow(Device.cpu())) {
                    assertTrue(trained.parameters()
                                    .sub(flow.parameters())
                                    .abs()
                                    .max()
                                    .getFloat()
                            > 0);
                }
            }
        }
    }
}
