package flashflow.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Keeps what a training says. */
public final class Recorder implements TrainingListener {
    public final List<BatchReport> batches = new ArrayList<>();
    final List<EpochReport> epochs = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    TrainingPlan plan;
    private final Consumer<BatchReport> after;

    public Recorder() {
        this(report -> {});
    }

    /** @param after called after each batch */
    public Recorder(Consumer<BatchReport> after) {
        this.after = after;
    }

    @Override
    public void started(TrainingPlan started) {
        plan = started;
    }

    @Override
    public void batchEnded(BatchReport report) {
        batches.add(report);
        after.accept(report);
    }

    @Override
    public void epochEnded(EpochReport report, tech.tablesaw.api.Table history) {
        epochs.add(report);
    }

    @Override
    public void warned(String sentence) {
        warnings.add(sentence);
    }
}
