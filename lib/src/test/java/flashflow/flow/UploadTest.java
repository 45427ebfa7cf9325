package flashflow.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.Shape;
import flashflow.flow.density.Upload;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class UploadTest {
    private static final FlowConfig CONFIG = FlowConfig.of(2, 1, 1, 4, 1, 4);

    private static boolean gpu() {
        return Engine.getInstance().getGpuCount() > 0;
    }

    @Test
    void givesTheValuesWithoutACopyOnTheCpu() {
        try (var flow = SplineFlow.of(CONFIG, Device.cpu());
                var scope = flow.parameters().getManager().newSubManager()) {
            var upload = new Upload(flow);
            var memory = Upload.memory(10);
            for (int i = 0; i < 10; i++) {
                memory.putFloat(4 * i, i);
            }
            var array = upload.array(scope, memory, new Shape(2, 3));
            assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5}, array.toFloatArray());
            assertTrue(upload.borrows());
            memory.putFloat(0, 7);
            assertEquals(7, array.toFloatArray()[0]);
            assertEquals(
                    new Shape(3, 0),
                    upload.array(scope, memory, new Shape(3, 0)).getShape());
        }
    }

    @Test
    void memoryIsAlignedAndOfTheSizeAskedFor() {
        for (int values = 0; values < 40; values++) {
            var memory = Upload.memory(values);
            assertEquals(4 * values, memory.capacity());
            assertEquals(0, memory.alignmentOffset(0, 64));
            assertEquals(ByteOrder.nativeOrder(), memory.order());
        }
    }

    /** What happens where the system locks no memory: the engine says so, and the upload copies without. */
    @Test
    void theEngineRefusesToPinWithoutAGpu() {
        assumeTrue(!gpu(), "Skipped: there is a GPU here.");
        try (var flow = SplineFlow.of(CONFIG, Device.cpu());
                var scope = flow.parameters().getManager().newSubManager()) {
            assertThrows(EngineException.class, () -> flow.kernels()
                    .run(scope, "upload", scope.create(1f), flow.parameters()));
        }
    }

    @Test
    void goesThroughPinnedMemoryToAGpu() {
        assumeTrue(gpu(), "Skipped: DJL finds no CUDA device here; run the tests with -Pcuda on a machine with one.");
        try (var flow = SplineFlow.of(CONFIG, Device.gpu());
                var scope = flow.parameters().getManager().newSubManager()) {
            var upload = new Upload(flow);
            var memory = Upload.memory(1 << 20);
            for (int round = 0; round < 20; round++) {
                for (int i = 0; i < 1 << 20; i++) {
                    memory.putFloat(4 * i, i + round);
                }
                var array = upload.array(scope, memory, new Shape(1 << 10, 1 << 10));
                memory.putFloat(0, -1);
                assertEquals(Device.gpu(), array.getDevice());
                float[] values = array.toFloatArray();
                assertEquals(round, values[0]);
                assertEquals((1 << 20) - 1 + round, values[(1 << 20) - 1]);
                array.close();
            }
        }
    }
}
