package flashflow.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import flashflow.flow.density.Adam;
import flashflow.flow.density.NllGradient;
import flashflow.flow.kernels.Tf32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The GPU gives the CPU's numbers: density, inverse, gradient, an optimizer's step. */
class CudaTest {
    private static final int ROWS = 300;

    private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");

    @BeforeEach
    void needsAGpu() {
        assumeTrue(
                Engine.getInstance().getGpuCount() > 0,
                "Skipped: DJL finds no CUDA device here; run the tests with -Pcuda on a machine with an NVIDIA GPU.");
        Tf32.use(false);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private static FlowConfig config(Kind kind) {
        return FlowConfig.of(5, 3, 3, 32, 2, 8).kind(kind).tailBound(3);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void densityAndInverseAgree(Kind kind) {
        try (SplineFlow cpu = TestFlows.spreadOut(config(kind));
                SplineFlow gpu = copy(cpu)) {
            NDArray x = TestFlows.normal(manager, 1, ROWS, 5, 1);
            NDArray y = TestFlows.normal(manager, 2, ROWS, 3, 1);
            assertArrayEquals(
                    cpu.logProb(x, y).toFloatArray(),
                    gpu.logProb(there(x), there(y)).toFloatArray(),
                    1e-3f);
            assertArrayEquals(
                    cpu.inverse(x, y).get(0).toFloatArray(),
                    gpu.inverse(there(x), there(y)).get(0).toFloatArray(),
                    1e-3f);
            assertArrayEquals(
                    cpu.sample(y, 5).toFloatArray(), gpu.sample(there(y), 5).toFloatArray(), 1e-3f);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aTrainingStepAgrees(Kind kind) {
        try (SplineFlow cpu = TestFlows.spreadOut(config(kind));
                SplineFlow gpu = copy(cpu);
                var here = new NllGradient(cpu);
                var there = new NllGradient(gpu);
                var adam = new Adam(cpu, Adam.Settings.standard());
                var adamThere = new Adam(gpu, Adam.Settings.standard())) {
            NDArray x = TestFlows.normal(manager, 1, ROWS, 5, 1);
            NDArray y = TestFlows.normal(manager, 2, ROWS, 3, 1);
            NDArray weights = manager.full(new Shape(ROWS), 1f / ROWS);
            assertEquals(
                    here.run(x, y, weights).getFloat(),
                    there.run(there(x), there(y), there(weights)).getFloat(),
                    1e-4);
            assertArrayEquals(here.gradient().toFloatArray(), there.gradient().toFloatArray(), 1e-3f);
            assertEquals(adam.update(here.gradient(), 1e-3), adamThere.update(there.gradient(), 1e-3), 1e-2);
            assertArrayEquals(
                    adam.firstMoment().toFloatArray(), adamThere.firstMoment().toFloatArray(), 1e-4f);
        }
    }

    private static SplineFlow copy(SplineFlow flow) {
        SplineFlow gpu = SplineFlow.of(flow.config(), Device.gpu());
        gpu.set(
                flow.parameters().toFloatArray(),
                flow.statistics().toFloatArray(),
                flow.permutations().toLongArray());
        return gpu;
    }

    private NDArray there(NDArray a) {
        return a.toDevice(Device.gpu(), true);
    }
}
