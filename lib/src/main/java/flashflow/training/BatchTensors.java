package flashflow.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import flashflow.data.ColumnLayout;
import flashflow.data.RowBatch;

/** Gives the rows of a batch on the device, context and targets apart. Used by one thread. */
interface BatchTensors extends AutoCloseable {
    /** A batch on the device: targets (rows, D), context (rows, C). */
    record Tensors(NDArray x, NDArray y) {}

    Tensors load(NDManager scope, RowBatch batch);

    /** The largest value of the batch loaded last, NaN above all, and where it is; for a diagnosis. */
    String largest(long[] indices);

    @Override
    void close();

    /** The same, of rows x layout.width() values. */
    static String largest(float[] rows, ColumnLayout layout, long[] indices) {
        int width = layout.width();
        int at = 0;
        for (int i = 1; i < indices.length * width; i++) {
            at = Float.compare(Math.abs(rows[i]), Math.abs(rows[at])) > 0 ? i : at;
        }
        return rows[at] + " in row " + indices[at / width] + ", column '"
                + layout.columns().get(at % width) + "'";
    }
}
