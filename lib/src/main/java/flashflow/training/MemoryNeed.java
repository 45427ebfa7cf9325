package flashflow.training;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.flow.density.ConditionalDensity;
import flashflow.reporting.Bytes;
import flashflow.training.device.DeviceMemory;
import flashflow.training.state.TrainingSettings;
import java.util.function.Consumer;

/**
 * The device memory that a training is going to need, estimated.
 *
 * @param bytes weights, gradient, moments, averages, and what a batch keeps
 * @param device whose memory it is
 */
record MemoryNeed(long bytes, Device device) {
    /** @param batchSize rows of a batch */
    static MemoryNeed of(ConditionalDensity density, TrainingSettings settings, int batchSize, boolean validated) {
        int copies = (settings.emaDecay() > 0 ? 1 : 0) + (validated ? 1 : 0) + (settings.accumulation() > 1 ? 1 : 0);
        return new MemoryNeed(density.cost().memoryBytes(batchSize, copies), density.device());
    }

    /** Refuses what the device cannot hold, and warns of what it cannot hold now. */
    void check(Consumer<String> warn) {
        var there = DeviceMemory.of(device);
        String need = "This training needs about " + Bytes.text(bytes) + " of memory and the "
                + DeviceMemory.name(device) + " has ";
        if (there.total() > 0 && bytes > there.total()) {
            throw new FlashFlowException(need + Bytes.text(there.total()) + "; take a smaller batchSize"
                    + " (with accumulate for the same updates) or a smaller flow.");
        }
        if (there.free() > 0 && bytes > there.free()) {
            warn.accept(need + Bytes.text(there.free()) + " free.");
        }
    }
}
