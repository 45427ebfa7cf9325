package flashflow.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import flashflow.data.ColumnLayout;
import flashflow.data.RowBatch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Copies the loader's rows to the device, batch by batch. */
final class HostTensors implements BatchTensors {
    private final ColumnLayout layout;
    private final int context;
    private final int targets;
    private final float[] rows;
    private final ByteBuffer x;
    private final ByteBuffer y;

    HostTensors(ColumnLayout layout, int largestBatch) {
        this.layout = layout;
        context = layout.context().size();
        targets = layout.targets().size();
        rows = new float[Math.multiplyExact(largestBatch, layout.width())];
        x = direct(largestBatch * targets);
        y = direct(largestBatch * context);
    }

    private static ByteBuffer direct(int values) {
        return ByteBuffer.allocateDirect(4 * values).order(ByteOrder.nativeOrder());
    }

    @Override
    public Tensors load(NDManager scope, RowBatch batch) {
        int size = batch.size();
        batch.rows().get(rows, 0, size * (context + targets));
        var xs = x.clear().asFloatBuffer();
        var ys = y.clear().asFloatBuffer();
        for (int r = 0; r < size; r++) {
            int at = r * (context + targets);
            ys.put(rows, at, context);
            xs.put(rows, at + context, targets);
        }
        return new Tensors(array(scope, x, size, targets), array(scope, y, size, context));
    }

    @Override
    public String largest(long[] indices) {
        return BatchTensors.largest(rows, layout, indices);
    }

    @Override
    public void close() {
        // Its buffers are the collector's.
    }

    /**
     * The engine borrows a direct buffer. A copy in memory of its own survives the next batch, and is always aligned in the
     * same way, without which multiplications may round differently in another process.
     */
    static NDArray array(NDManager scope, ByteBuffer values, int rows, int columns) {
        if (columns == 0) {
            return scope.zeros(new Shape(rows, 0));
        }
        try (NDArray borrowed =
                scope.create(values.limit(4 * rows * columns), new Shape(rows, columns), DataType.FLOAT32)) {
            return borrowed.duplicate();
        }
    }
}
