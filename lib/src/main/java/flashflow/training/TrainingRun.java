package flashflow.training;

import flashflow.reporting.Durations;
import flashflow.training.checkpoint.Checkpoint;
import flashflow.training.state.History;
import flashflow.training.state.Outcome;
import flashflow.training.state.Position;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tech.tablesaw.api.Table;

/** What a training did, up to its end, an early stop, a pause or an interrupt. */
public final class TrainingRun {
    private final int plannedEpochs;
    private final int epochs;
    private final int batch;
    private final long updates;
    private final long rejectedUpdates;
    private final Double bestNll;
    private final double bestEpoch;
    private final boolean stoppedEarly;
    private final double seconds;
    private final Table history;
    private final boolean interrupted;
    private final boolean paused;
    private final Path checkpoint;
    private final List<String> warnings;

    TrainingRun(
            int plannedEpochs,
            Position position,
            History history,
            boolean interrupted,
            boolean paused,
            Path checkpoint,
            List<String> warnings) {
        this.plannedEpochs = plannedEpochs;
        this.epochs = position.epoch();
        this.batch = position.batch();
        this.updates = position.updates();
        this.rejectedUpdates = position.rejected();
        this.bestNll = position.bestNll();
        this.bestEpoch = position.bestEpoch();
        this.stoppedEarly = position.stopped();
        this.seconds = history.seconds() + position.sums().seconds();
        this.history = history.table();
        this.interrupted = interrupted;
        this.paused = paused;
        this.checkpoint = checkpoint;
        this.warnings = List.copyOf(warnings);
    }

    /** That of a checkpoint: what {@code fit} gave, or would have given at that moment. Its warnings are not known any more. */
    public static TrainingRun of(Checkpoint checkpoint) {
        var settings = checkpoint.settings();
        var history = new History(settings.emaDecay() > 0);
        var state = checkpoint.state();
        history.restore(state.history(), state.updates());
        boolean interrupted = checkpoint.position().outcome(settings.epochs()) == Outcome.INTERRUPTED;
        return new TrainingRun(
                settings.epochs(), checkpoint.position(), history, interrupted, false, checkpoint.file(), List.of());
    }

    /**
     * One row per report (an epoch, or a part of one where validations come every n updates): {@code epoch} (epochs done),
     * {@code lr}, {@code training_nll}, {@code validation_nll}, {@code validation_nll_avg5} (mean of the last five, nats),
     * {@code rows_per_s}, {@code waiting_share}, {@code gradient_norm}, {@code seconds} and, where weights are averaged,
     * {@code ema_nll}. Values that do not exist are NaN.
     */
    public Table history() {
        return history.copy();
    }

    /** Epochs done, those of an earlier part of this training counted. */
    public int epochs() {
        return epochs;
    }

    /** Updates of the weights made. */
    public long updates() {
        return updates;
    }

    /** Updates not made because a loss or a gradient was not finite. */
    public long rejectedUpdates() {
        return rejectedUpdates;
    }

    /** When the validation was best, in epochs; empty without a validation. */
    public Optional<Double> bestEpoch() {
        return Optional.ofNullable(bestNll).map(ignored -> bestEpoch);
    }

    /** NLL of the best validation, in nats; NaN without one. */
    public double bestNll() {
        return bestNll == null ? Double.NaN : bestNll;
    }

    /** Whether it was stopped from outside. */
    public boolean interrupted() {
        return interrupted;
    }

    /** Whether it pauses, see {@link Training#pausedAfter}. */
    public boolean paused() {
        return paused;
    }

    /** Whether the next {@code fit} with the same settings goes on from there. */
    public boolean goesOn() {
        return interrupted || paused;
    }

    /** How it ended, in a word or two: interrupted, paused, stopped early or done. */
    public String ending() {
        return interrupted ? "interrupted" : paused ? "paused" : stoppedEarly ? "stopped early" : "done";
    }

    /** Whether it stopped because the validation had got no better for as long as the patience lasts. */
    public boolean stoppedEarly() {
        return stoppedEarly;
    }

    /** The newest checkpoint. */
    public Optional<Path> checkpoint() {
        return Optional.ofNullable(checkpoint);
    }

    /** What went wrong without stopping the training, a sentence each. */
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public String toString() {
        String batches = batch == 0 ? "" : " and " + batch + " batches";
        String text =
                "Training " + ending() + " after " + epochs + planned() + batches + ", " + Durations.text(seconds);
        return bestNll == null
                ? text
                : text + String.format(Locale.ROOT, "; best validation %.4f nats at epoch %s", bestNll, bestEpoch);
    }

    private String planned() {
        return epochs > plannedEpochs
                ? " epochs, more than the " + plannedEpochs + " that were wanted"
                : " of " + plannedEpochs + " epochs";
    }
}
