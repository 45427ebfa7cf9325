package flashflow.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import flashflow.data.ColumnLayout;
import flashflow.data.RowBatch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Brings the loader's rows to the device, context and targets apart. Used by one thread. */
final class BatchTensors {
    /** A batch on the device: targets (rows, D), context (rows, C). */
    record Tensors(NDArray x, NDArray y) {}

    private final ColumnLayout layout;
    private final int context;
    private final int targets;
    private final float[] rows;
    private final ByteBuffer x;
    private final ByteBuffer y;

    BatchTensors(ColumnLayout layout, int largestBatch) {
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

    Tensors load(NDManager scope, RowBatch batch) {
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

    /** The largest value of the batch loaded last, NaN above all, and where it is; for a diagnosis. */
    String largest(long[] indices) {
        int width = context + targets;
        int at = 0;
        for (int i = 1; i < indices.length * width; i++) {
            at = Float.compare(Math.abs(rows[i]), Math.abs(rows[at])) > 0 ? i : at;
        }
        return rows[at] + " in row " + indices[at / width] + ", column '"
                + layout.columns().get(at % width) + "'";
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
