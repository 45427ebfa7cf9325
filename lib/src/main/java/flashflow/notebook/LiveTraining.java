package flashflow.notebook;

import flashflow.Html;
import flashflow.training.BatchReport;
import flashflow.training.EpochReport;
import flashflow.training.TrainingListener;
import flashflow.training.TrainingPlan;
import flashflow.training.TrainingRun;
import java.util.Locale;
import java.util.Optional;
import tech.tablesaw.api.Table;

/**
 * Shows a training in the cell that runs it: what it is going to do, a bar with the time left, and the loss curve redrawn after
 * every epoch. A training in a notebook that was given no listeners gets one of these.
 */
public final class LiveTraining implements TrainingListener {
    /** How {@link flashflow.training.Training} finds it: by the service loader. */
    public static final class Provider implements TrainingListener.Provider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public Optional<TrainingListener> listener() {
            Output output = Output.current();
            return output.redraws() ? Optional.of(new LiveTraining(output)) : Optional.empty();
        }
    }

    private final Output output;
    private final LiveLoss loss;
    private Progress bar;
    private int epochs;
    private Table history;

    /** For the cell that runs now. */
    public LiveTraining() {
        this(Output.current());
    }

    LiveTraining(Output output) {
        this.output = output;
        this.loss = new LiveLoss(output);
    }

    @Override
    public void started(TrainingPlan plan) {
        say(plan.toString());
    }

    @Override
    public void epochStarted(int epoch, int epochs, int batches) {
        this.epochs = epochs;
        if (bar == null) {
            bar = Progress.from((long) (epoch - 1) * batches, "Training", (long) epochs * batches, output);
        }
    }

    @Override
    public void batchEnded(BatchReport report) {
        long done = (long) (report.epoch() - 1) * report.batches() + report.batch();
        bar.update(done, String.format(Locale.ROOT, "epoch %d of %d, NLL %.3f", report.epoch(), epochs, report.nll()));
    }

    @Override
    public void epochEnded(EpochReport report, Table history) {
        this.history = history;
        loss.epoch(history, report.line());
    }

    @Override
    public void warned(String sentence) {
        say("Warning: " + sentence);
    }

    @Override
    public void ended(TrainingRun run) {
        if (history == null) {
            say(run.toString());
        } else {
            loss.end(history, run.toString());
        }
        if (bar != null && !run.goesOn()) {
            bar.finish("");
        }
    }

    private void say(String sentence) {
        output.show("<div><code>" + Html.escape(sentence) + "</code></div>", sentence);
    }
}
