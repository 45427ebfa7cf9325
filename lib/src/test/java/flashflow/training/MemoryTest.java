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
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.flow.Flow;
import flashflow.flow.FlowBlock;
import flashflow.flow.FlowConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        try (var flow = Flow.of(Tiny.config().dropout(0.1), Device.cpu())) {
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

    /** One array of a batch left behind by each step would be 280 MB. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void nativeMemoryIsFlat() throws IOException {
        int targets = 17;
        int rows = 2048;
        var names = IntStream.range(0, targets).mapToObj(i -> "x" + i).toList();
        float[] values = new float[targets * rows];
        var random = new SplittableRandom(1);
        IntStream.range(0, values.length).forEach(i -> values[i] = (float) random.nextGaussian());
        var config = FlowConfig.of(targets, 0, 1, 4, 0, 2).linear(false).batchNorm(false);
        try (var flow = Flow.of(config, Device.cpu())) {
            long[] kept = new long[2];
            int[] arrays = new int[2];
            var watch = new Recorder(report -> {
                if (report.epoch() == 100 || report.epoch() == 2100) {
                    int at = report.epoch() == 100 ? 0 : 1;
                    System.gc();
                    kept[at] = resident();
                    arrays[at] =
                            flow.parameters().getManager().getManagedArrays().size();
                }
            });
            Training.of(flow, new ColumnLayout(List.of(), names))
                    .epochs(2100)
                    .batchSize(rows)
                    .listeners(watch)
                    .fit(InMemoryDataset.of(new ColumnLayout(List.of(), names), values));
            assertEquals(arrays[0], arrays[1]);
            assertTrue(kept[1] - kept[0] < 140e6, "grew by " + (kept[1] - kept[0]) / 1e6 + " MB");
        }
    }

    /** Without the Java heap, which grows as it likes. */
    private static long resident() {
        try {
            var status = Files.readAllLines(Path.of("/proc/self/status"));
            long kilobytes = status.stream()
                    .filter(line -> line.startsWith("RssAnon:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
            return 1024 * kilobytes - Runtime.getRuntime().totalMemory();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
