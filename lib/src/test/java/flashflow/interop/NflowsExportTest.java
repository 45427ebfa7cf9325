package flashflow.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import flashflow.FlashFlowException;
import flashflow.Python;
import flashflow.flow.Activation;
import flashflow.flow.FlowConfig;
import flashflow.flow.Kind;
import flashflow.flow.SplineFlow;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NflowsExportTest {
    private static final Path SCRIPT = Path.of("../python/flashflow_to_nflows.py");

    @TempDir
    Path folder;

    static Stream<FlowConfig> configs() {
        var config = FlowConfig.of(5, 3, 3, 8, 2, 4);
        return Stream.of(
                config,
                config.kind(Kind.AUTOREGRESSIVE).activation(Activation.ELU).dropout(0.125),
                FlowConfig.of(4, 0, 2, 8, 1, 5).batchNorm(false).tailBound(3),
                config.linear(false).activation(Activation.LEAKY_RELU),
                config.least(2e-3, 3e-3, 4e-3),
                FlowConfig.of(2, 2, 2, 4, 1, 4).kind(Kind.AUTOREGRESSIVE));
    }

    /** Weights and statistics far from those that a new flow has. */
    private static SplineFlow flow(FlowConfig config) {
        var flow = SplineFlow.of(config.seed(3), Device.cpu());
        var random = new Random(7);
        float[] parameters = flow.parameters().toFloatArray();
        float[] statistics = flow.statistics().toFloatArray();
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] += 0.2f * (float) random.nextGaussian();
        }
        for (int i = 0; i < statistics.length; i++) {
            statistics[i] += random.nextFloat();
        }
        flow.set(parameters, statistics, flow.permutations().toLongArray());
        return flow;
    }

    private static void assertSame(SplineFlow expected, NflowsCheckpoint read) {
        assertEquals(expected.config().seed(0), read.config());
        try (var flow = read.flow(Device.cpu())) {
            assertArrayEquals(
                    expected.parameters().toFloatArray(), flow.parameters().toFloatArray());
            assertArrayEquals(
                    expected.statistics().toFloatArray(), flow.statistics().toFloatArray());
            assertArrayEquals(
                    expected.permutations().toLongArray(), flow.permutations().toLongArray());
        }
    }

    @Test
    void aShiftByTheContextIsRefused() {
        try (var flow = SplineFlow.of(FlowConfig.of(3, 2, 1, 4, 1, 4).contextShift(true), Device.cpu())) {
            String message = assertThrows(
                            FlashFlowException.class,
                            () -> NflowsExport.write(flow, folder.resolve("shift.safetensors")))
                    .getMessage();
            assertTrue(message.contains("contextShift(false)"), message);
        }
    }

    @ParameterizedTest
    @MethodSource("configs")
    void whatIsWrittenIsReadBack(FlowConfig config) {
        Path file = folder.resolve("flow.safetensors");
        try (var flow = flow(config)) {
            NflowsExport.write(flow, file);
            assertSame(flow, NflowsCheckpoint.read(file));
        }
    }

    @ParameterizedTest
    @MethodSource("configs")
    void pythonOpensItAndGivesTheSameNumbersAndBits(FlowConfig config) {
        Python.assumed();
        Path file = folder.resolve("flow.safetensors");
        Path back = folder.resolve("flow.pt");
        try (var flow = flow(config);
                var manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NflowsExport.write(flow, file);
            NDArray x = grid(manager, config.targets());
            NDArray y = grid(manager, config.context());
            double[] theirs = Arrays.stream(
                            Python.run(SAVE_AND_LOG_PROB, SCRIPT, file, back).split("\\s+"))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            assertSame(flow, NflowsCheckpoint.read(back));
            float[] ours = flow.logProb(x, y).toFloatArray();
            assertEquals(theirs.length, ours.length);
            for (int i = 0; i < ours.length; i++) {
                assertEquals(theirs[i], ours[i], 5e-5 * Math.max(1, Math.abs(ours[i]))); // processors round differently
            }
        }
    }

    /** Row i, column j holds sin(3 i + j). */
    private static NDArray grid(NDManager manager, int columns) {
        var values = new float[20 * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(3 * (i / columns) + i % columns);
        }
        return columns == 0 ? manager.create(new Shape(20, 0)) : manager.create(values, new Shape(20, columns));
    }

    /** What the script does when it is called, and then what it offers. */
    private static final String SAVE_AND_LOG_PROB =
            """
            import runpy, sys, torch
            sys.argv = sys.argv[1:]
            load = runpy.run_path(sys.argv[0], run_name="__main__")["load"]
            flow = load(sys.argv[1])
            k = flow.model_hyperparams
            grid = lambda n: torch.sin(3.0 * torch.arange(20.0)[:, None] + torch.arange(float(n)))
            with torch.no_grad():
                y = grid(k["context_dim"]).double() if k["context_dim"] else None
                print(*flow.double().log_prob(grid(k["input_dim"]).double(), context=y).tolist())
            """;
}
