package flashflow.training;

import flashflow.FlashFlowException;
import flashflow.reporting.Bytes;
import flashflow.training.device.DeviceMemory;

/** Where the training rows are kept. The batches, and the trained weights, are the same wherever that is. */
public enum Residency {
    /** On a GPU {@link #DEVICE} where the rows fit into the memory that is free when the training begins, else {@link #HOST}. */
    AUTO,

    /**
     * All rows lie on the device, preprocessed, 4 bytes a value; batches are gathered there, and the data are read once. Refused
     * where they do not fit.
     */
    DEVICE,

    /**
     * The loader's threads read, preprocess and assemble batches ahead and send them to the device through page-locked memory
     * while it works on the batches before.
     */
    HOST;

    /** Parts of the free memory that are left to the fragments of an allocator. */
    private static final double KEPT_FREE = 0.1;

    /** @param rowBytes of all rows together */
    boolean onDevice(long rowBytes, MemoryNeed training) {
        if (this == HOST || this == AUTO && !training.device().isGpu()) {
            return false;
        }
        long free = DeviceMemory.of(training.device()).free();
        boolean fits = fits(rowBytes, training.bytes(), free);
        if (this == DEVICE && free > 0 && !fits) {
            throw new FlashFlowException("The training rows take " + Bytes.text(rowBytes) + " beside the "
                    + Bytes.text(training.bytes()) + " of the training itself, and the "
                    + DeviceMemory.name(training.device()) + " has "
                    + Bytes.text(free) + " free; use Residency.HOST or fewer rows.");
        }
        return this == DEVICE || fits;
    }

    static boolean fits(long rowBytes, long trainingBytes, long free) {
        return rowBytes <= (1 - KEPT_FREE) * free - trainingBytes;
    }
}
