package flashflow.training;

import ai.djl.ndarray.NDArray;
import flashflow.data.loading.LoadedBatch;
import flashflow.training.device.DeviceBatch;

/**
 * A batch ready for its gradient.
 *
 * @param on its rows, on the device
 * @param weights (rows), summing to 1
 */
record WeightedBatch(DeviceBatch on, NDArray weights) implements LoadedBatch {
    long[] rows() {
        return on.rows();
    }

    @Override
    public void close() {
        on.close();
    }
}
