package flashflow.training;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.flow.FlowConfig;
import java.util.Locale;
import java.util.function.Consumer;

/** Works out the plan of a training, and refuses one that the device has no memory for. */
final class Planning {
    /** Ten steps are worth their time where they are less than a hundredth of the work. */
    private static final int TIMED_FROM = 1000;

    private final Parts parts;
    private final TrainingData data;
    private final StepCost cost;

    Planning(Parts parts, TrainingData data) {
        this.parts = parts;
        this.data = data;
        this.cost = new StepCost(parts.flow.config());
    }

    boolean worthTiming() {
        return (long) parts.settings.epochs() * data.batches() >= TIMED_FROM;
    }

    TrainingPlan plan(double secondsPerStep) {
        var settings = parts.settings;
        return new TrainingPlan(
                words(parts.flow.config()),
                parts.flow.device().toString(),
                parts.flow.layout().parameterCount(),
                data.rows(),
                settings.epochs(),
                data.batches(),
                settings.batchSize(),
                cost.flop(settings.batchSize()),
                memory(),
                secondsPerStep);
    }

    private static String words(FlowConfig c) {
        return String.format(
                Locale.ROOT,
                "%s spline flow (%d targets, %d context, %d steps, width %d, %d blocks, %d bins)",
                c.kind().name().toLowerCase(Locale.ROOT),
                c.targets(),
                c.context(),
                c.steps(),
                c.hidden(),
                c.blocks(),
                c.bins());
    }

    private long memory() {
        var settings = parts.settings;
        int copies = (settings.emaDecay() > 0 ? 1 : 0)
                + (parts.validation == null ? 0 : 1)
                + (settings.accumulation() > 1 ? 1 : 0);
        return cost.memoryBytes(settings.batchSize(), copies);
    }

    void checkMemory(Consumer<String> warn) {
        Device device = parts.flow.device();
        long need = memory();
        var there = DeviceMemory.of(device);
        if (there.total() > 0 && need > there.total()) {
            throw new FlashFlowException("This training needs about " + Bytes.text(need) + " of memory and " + device
                    + " has " + Bytes.text(there.total()) + "; take a smaller batchSize"
                    + " (with accumulate for the same updates) or a smaller flow.");
        }
        if (there.free() > 0 && need > there.free()) {
            warn.accept("This training needs about " + Bytes.text(need) + " of memory and " + device + " has "
                    + Bytes.text(there.free()) + " free");
        }
    }
}
