package flashflow.training.device;

import flashflow.data.loading.RowBatch;

/** Brings the rows of batches to the device, context and targets apart. Used by one thread, ahead of the updates. */
public interface BatchTensors extends AutoCloseable {
    /** The batch on the device; the one given is closed. */
    DeviceBatch load(RowBatch batch);

    /** Frees what is kept on the device between batches, if anything is. */
    @Override
    default void close() {}
}
