package flashflow.training;

import flashflow.training.state.Position;
import flashflow.training.state.TrainingSettings;
import flashflow.training.state.TrainingState;
import flashflow.training.state.Weights;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes the report of an epoch: validates raw and averaged weights, keeps the best, and writes the line of the history. */
final class EpochReports {
    private final TrainingSettings settings;
    private final TrainingState state;
    private final ValidationLoss validation;
    private final Interrupt interrupt;
    private final Consumer<String> warn;

    /** @param validation null without validation rows */
    EpochReports(
            TrainingSettings settings,
            TrainingState state,
            ValidationLoss validation,
            Interrupt interrupt,
            Consumer<String> warn) {
        this.settings = settings;
        this.state = state;
        this.validation = validation;
        this.interrupt = interrupt;
        this.warn = warn;
    }

    /** The report of what was trained since the last one; empty if it was interrupted, nothing is changed then. */
    Optional<EpochReport> next(int batchesPerEpoch) {
        long start = System.nanoTime();
        double raw =
                validation == null ? Double.NaN : validation.nll(state.learner().density(), interrupt);
        double average = validation == null || state.learner().averagedWeights() == null ? Double.NaN : averageNll();
        if (validation != null && interrupt.requested()) {
            return Optional.empty();
        }
        double epoch = state.position().epochs(batchesPerEpoch);
        boolean best = validation != null && consider(epoch, raw, average);
        return Optional.of(report(epoch, raw, average, (System.nanoTime() - start) * 1e-9, best));
    }

    private double averageNll() {
        var learner = state.learner();
        try (var density = learner.averagedWeights().asDensity(learner.density())) {
            return validation.nll(density, interrupt);
        }
    }

    private boolean consider(double epoch, double raw, double average) {
        if (state.position().sums().isUnmoved() && state.position().bestNll() != null) {
            // Without learning only the running statistics of the batch norm have wandered.
            return false;
        }
        boolean averaged = average < raw || Double.isNaN(raw);
        double nll = averaged ? average : raw;
        if (Double.isNaN(raw)) {
            warn.accept("The validation at epoch " + epoch + " is not a number; it counts as no improvement.");
        }
        if (!state.position().improves(nll)) {
            state.position()
                    .notImproved(settings.patience(), settings.schedule().reducedAfter());
            return false;
        }
        state.position().improved(nll, epoch, averaged);
        var learner = state.learner();
        state.best(averaged ? learner.averagedWeights().copy() : Weights.of(learner.density()));
        return true;
    }

    private EpochReport report(double epoch, double raw, double average, double validating, boolean best) {
        Position.Sums since = state.position().sums();
        double seconds = since.seconds() + validating;
        double left = (state.history().seconds() + seconds) / epoch * (settings.epochs() - epoch);
        state.history().add(epoch, state.position().updates(), since, raw, average, seconds);
        state.position().reported();
        return new EpochReport(
                epoch,
                settings.epochs(),
                since.lr(),
                since.meanNll(),
                raw,
                average,
                since.rowsPerSecond(),
                since.waitingShare(),
                since.meanNorm(),
                seconds,
                left,
                best);
    }
}
