package flashflow.training.device;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import flashflow.data.loading.LoadedBatch;

/**
 * A batch on the device.
 *
 * @param scope owns the arrays and what is made of them
 * @param x targets (rows, D)
 * @param y context (rows, C)
 * @param rows index of each row in the source
 * @param release gives back the host's memory that the arrays may be
 */
public record DeviceBatch(NDManager scope, NDArray x, NDArray y, long[] rows, Runnable release) implements LoadedBatch {
    @Override
    public void close() {
        scope.close();
        release.run();
    }
}
