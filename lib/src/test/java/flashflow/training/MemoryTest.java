package flashflow.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import flashflow.ChildJvm;
import flashflow.flow.FlowBlock;
import flashflow.flow.SplineFlow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Java's garbage collector must not touch what the engine still needs, and the engine must give back what it no longer needs. */
class MemoryTest {
    @Test
    void collectionsBetweenStepsChangeNoBit() {
        assertEquals(trained(() -> {}), trained(System::gc));
    }

    private static String trained(Runnable between) {
        try (var flow = SplineFlow.of(Tiny.config().dropout(0.1), Device.cpu())) {
            Tiny.training(flow)
                    .epochs(4)
                    .accumulate(2)
                    .averageWeights(0.9)
                    .validateOn(Tiny.rows(2, 300))
                    .listeners(new Recorder(report -> between.run()))
                    .fit(Tiny.rows(1, 2048));
            return Tiny.hash(flow);
        }
    }

    @Test
    void collectionsBetweenForwardAndBackwardChangeNoBit() {
        assertArrayEquals(trainedAsBlock(() -> {}), trainedAsBlock(System::gc));
    }

    private static float[] trainedAsBlock(Runnable between) {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            var block = new FlowBlock(Tiny.config());
            block.initialize(manager, DataType.FLOAT32, new Shape(64, 2), new Shape(64, 1));
            NDArray weights = block.getParameters().get("parameters").getArray();
            weights.setRequiresGradient(true);
            var store = new ParameterStore(manager, false);
            var random = new SplittableRandom(3);
            for (int i = 0; i < 10; i++) {
                try (NDManager scope = manager.newSubManager()) {
                    step(block, store, weights, batch(scope, random), between);
                }
            }
            return weights.toFloatArray();
        }
    }

    private static NDList batch(NDManager scope, SplittableRandom random) {
        float[] x = new float[128];
        float[] y = new float[64];
        IntStream.range(0, 128).forEach(i -> x[i] = (float) random.nextGaussian());
        IntStream.range(0, 64).forEach(i -> y[i] = (float) random.nextGaussian());
        return new NDList(
                scope.create(x, new Shape(64, 2)).duplicate(),
                scope.create(y, new Shape(64, 1)).duplicate());
    }

    private static void step(FlowBlock block, ParameterStore store, NDArray weights, NDList batch, Runnable between) {
        try (var collector = Engine.getInstance().newGradientCollector()) {
            NDArray nll = FlowBlock.nll().evaluate(null, block.forward(store, batch, true));
            between.run();
            collector.backward(nll);
            between.run();
        }
        NDArray gradient = weights.getGradient();
        gradient.attach(batch.getManager());
        NDArray rate = batch.getManager().full(new Shape(), 1e-2f);
        NDArray move = gradient.mul(rate);
        weights.setRequiresGradient(false);
        weights.subi(move);
        gradient.subi(gradient);
        weights.setRequiresGradient(true);
    }

    /** One array of a batch left behind by each step would be 140 MB. In a process of its own, whose heap keeps its size. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void nativeMemoryIsFlat() throws IOException, InterruptedException {
        var options = List.of("-Xms256m", "-XX:+AlwaysPreTouch");
        var process = new ProcessBuilder(ChildJvm.command(256, options, FlatMemoryRun.class))
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .strip()
                .lines()
                .reduce((first, second) -> second)
                .orElse("");
        assertEquals(0, process.waitFor(), said);
        String[] numbers = said.split(" ");
        assertEquals(numbers[1], numbers[2], "arrays before and after: " + said);
        assertTrue(Double.parseDouble(numbers[0]) < 70, "grew by " + numbers[0] + " MB");
    }
}
