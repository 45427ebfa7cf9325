package flashflow.training;

import ai.djl.Device;
import flashflow.FlashFlowException;
import java.util.function.Consumer;

/**
 * The device memory that a training is going to need, estimated.
 *
 * @param bytes weights, gradient, moments, averages, and what a step keeps
 * @param device whose memory it is
 */
record MemoryNeed(long bytes, Device device) {
    static MemoryNeed of(Parts parts) {
        var settings = parts.settings;
        int copies = (settings.emaDecay() > 0 ? 1 : 0)
                + (parts.validation == null ? 0 : 1)
                + (settings.accumulation() > 1 ? 1 : 0);
        long bytes = new StepCost(parts.flow.config()).memoryBytes(settings.batchSize(), copies);
        return new MemoryNeed(bytes, parts.flow.device());
    }

    /** Refuses what the device cannot hold, and warns of what it cannot hold now. */
    void check(Consumer<String> warn) {
        var there = DeviceMemory.of(device);
        if (there.total() > 0 && bytes > there.total()) {
            throw new FlashFlowException(
                    "This training needs about " + Bytes.text(bytes) + " of memory and the " + Planning.name(device)
                            + " has " + Bytes.text(there.total()) + "; take a smaller batchSize"
                            + " (with accumulate for the same updates) or a smaller flow.");
        }
        if (there.free() > 0 && bytes > there.free()) {
            warn.accept("This training needs about " + Bytes.text(bytes) + " of memory and the " + Planning.name(device)
                    + " has " + Bytes.text(there.free()) + " free.");
        }
    }
}
