package flashflow.training;

import flashflow.data.loading.BatchLoader;
import flashflow.training.checkpoint.CheckpointWriter;
import flashflow.training.state.Outcome;
import flashflow.training.state.TrainingSettings;
import flashflow.training.state.TrainingState;

/** One {@code fit}: epochs of updates, each followed by its report. */
final class TrainingLoop {
    private final TrainingSettings settings;
    private final TrainingData data;
    private final TrainingState state;
    private final Updates updates;
    private final EpochReports reports;
    private final CheckpointWriter checkpoints;
    private final Interrupt interrupt;
    private final TrainingLog log;

    TrainingLoop(
            TrainingSettings settings,
            TrainingData data,
            TrainingState state,
            Updates updates,
            EpochReports reports,
            CheckpointWriter checkpoints,
            Interrupt interrupt,
            TrainingLog log) {
        this.settings = settings;
        this.data = data;
        this.state = state;
        this.updates = updates;
        this.reports = reports;
        this.checkpoints = checkpoints;
        this.interrupt = interrupt;
        this.log = log;
    }

    /** Trains to the end, an early stop, a pause or an interrupt. */
    TrainingRun run() {
        try {
            while (!isOver() && !pauses() && epoch()) {
                checkpoints.epochEnded();
            }
        } catch (Updates.Diverged e) {
            state.position().ended(Outcome.FAILED);
            checkpoints.writeBeside();
            throw new TrainingFailure(e.getMessage() + checkpoints.whereTheyAre(), result(false, false));
        }
        boolean interrupted = interrupt.requested() && !isOver();
        boolean paused = pauses() && !interrupted && !isOver();
        if (interrupted || paused) {
            state.position().ended(Outcome.INTERRUPTED);
            checkpoints.write();
            InterruptedTrainings.keep(state.learner().density(), settings, data.fingerprint(), state.saved());
        } else if (settings.keepBest() && state.best() != null) {
            state.best().into(state.learner().density());
        }
        var run = result(interrupted, paused);
        log.tell(l -> l.ended(run));
        return run;
    }

    private boolean isOver() {
        return state.position().stopped() || state.position().epoch() >= settings.epochs();
    }

    private boolean pauses() {
        return interrupt.pausesAt(state.position().epoch());
    }

    private TrainingRun result(boolean interrupted, boolean paused) {
        return new TrainingRun(
                settings.epochs(),
                state.position(),
                state.history(),
                interrupted,
                paused,
                checkpoints.newest(),
                log.warnings());
    }

    /** Gives false if it was interrupted. */
    private boolean epoch() {
        var position = state.position();
        log.tell(l -> l.epochStarted(position.epoch() + 1, settings.epochs(), data.batches()));
        try (var batches = data.epoch(position.epoch(), position.batch())) {
            if (!batches(batches)) {
                return false;
            }
        }
        position.epochDone();
        return true;
    }

    private boolean batches(BatchLoader.Epoch<WeightedBatch> batches) {
        while (true) {
            if (reportIsDue() && !report()) {
                return false;
            }
            if (state.position().batch() == data.batches() || state.position().stopped()) {
                return true;
            }
            var done = updates.next(batches);
            if (done.isEmpty()) {
                return false;
            }
            log.tell(l -> l.batchEnded(done.get()));
            checkpoints.batchEnded();
        }
    }

    /** A report comes after each epoch, and after every so many updates where that is wanted. */
    private boolean reportIsDue() {
        var position = state.position();
        int every = settings.validateEvery() * settings.accumulation();
        boolean boundary = position.batch() == data.batches() || every > 0 && position.batch() % every == 0;
        return boundary && !position.sums().isEmpty();
    }

    private boolean report() {
        var report = reports.next(data.batches());
        report.ifPresent(r -> {
            checkpoints.reported();
            var table = state.history().growing();
            log.tell(l -> l.epochEnded(r, table));
        });
        return report.isPresent();
    }
}
