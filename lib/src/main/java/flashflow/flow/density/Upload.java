package flashflow.flow.density;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Makes arrays on a density's device from values in direct memory, without waiting for what the device is doing: a GPU's driver
 * copies by itself from page-locked memory only, while the device computes. DJL offers no such memory; a kernel does.
 *
 * <p>On the CPU the array is the direct memory itself, which must stay as it is until the array is closed.
 */
public final class Upload {
    /** As the engine aligns its own memory. Multiplications may round differently for other alignments. */
    private static final int ALIGNMENT = 64;

    private final ConditionalDensity density;
    private final boolean pinned;

    /** To the device of that density. */
    public Upload(ConditionalDensity density) {
        this.density = density;
        this.pinned = density.device().isGpu() && canPin();
    }

    /** The system may limit how much memory is locked; then copies wait, and nothing else changes. */
    private boolean canPin() {
        try (NDManager scope = density.manager().newSubManager()) {
            throughPinned(scope, memory(1), new Shape(1));
            return true;
        } catch (EngineException e) {
            return false;
        }
    }

    /** Direct memory for so many values, aligned as the engine's own. */
    public static ByteBuffer memory(int values) {
        var memory = ByteBuffer.allocateDirect(4 * values + ALIGNMENT);
        int first = (ALIGNMENT - memory.alignmentOffset(0, ALIGNMENT)) % ALIGNMENT;
        return memory.slice(first, 4 * values).order(ByteOrder.nativeOrder());
    }

    /** Whether arrays of {@link #array} are the memory they were made of, and not copies. */
    public boolean borrows() {
        return !density.device().isGpu();
    }

    /**
     * An array of the values from the beginning of {@code values} on.
     *
     * @param scope a manager of that device, which owns the array
     * @param values float32 in direct memory, in native order, as {@link #memory} gives it
     */
    public NDArray array(NDManager scope, ByteBuffer values, Shape shape) {
        if (shape.size() == 0) {
            return scope.zeros(shape);
        }
        var bytes = values.duplicate().order(values.order()).clear().limit(Math.toIntExact(4 * shape.size()));
        return pinned ? throughPinned(scope, bytes, shape) : scope.create(bytes, shape, DataType.FLOAT32);
    }

    private NDArray throughPinned(NDManager scope, ByteBuffer bytes, Shape shape) {
        try (NDManager host = scope.newSubManager(Device.cpu())) {
            NDArray borrowed = host.create(bytes, shape, DataType.FLOAT32);
            return density.kernels()
                    .run(scope, "upload", borrowed, density.parameters())
                    .singletonOrThrow();
        }
    }
}
