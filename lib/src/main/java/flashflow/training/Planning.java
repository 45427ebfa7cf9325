package flashflow.training;

import ai.djl.Device;
import flashflow.flow.FlowConfig;
import java.util.Locale;

/** Works out the plan of a training. */
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
                name(parts.flow.device()),
                parts.flow.layout().parameterCount(),
                data.rows(),
                settings.epochs(),
                data.batches(),
                settings.batchSize(),
                cost.flop(settings.batchSize()),
                MemoryNeed.of(parts).bytes(),
                secondsPerStep);
    }

    static String name(Device device) {
        return device.isGpu() ? "GPU " + device.getDeviceId() : "CPU";
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
}
