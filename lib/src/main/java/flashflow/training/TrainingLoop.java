package flashflow.training;

import flashflow.data.RowSource;
import flashflow.data.loading.BatchLoader;
import flashflow.flow.SplineFlow;
import java.util.ArrayList;
import java.util.List;

/** One {@code fit}: epochs of updates, each followed by its report. */
final class TrainingLoop implements AutoCloseable {
    private final Parts parts;
    private final TrainingSettings settings;
    private final SplineFlow flow;
    private final TrainingData data;
    private final TrainingState state;
    private final Updates updates;
    private final Validations validations;
    private final Checkpoints checkpoints;
    private final Listeners listeners;
    private final Interrupt interrupt = new Interrupt();
    private final List<String> warnings = new ArrayList<>();

    TrainingLoop(Parts parts, RowSource train) {
        this.parts = parts;
        this.settings = parts.settings;
        this.flow = parts.flow;
        this.listeners = new Listeners(parts.listeners);
        MemoryNeed.of(parts).check(this::warn);
        this.data = new TrainingData(parts, train);
        this.state = new TrainingState(flow, settings);
        this.updates = new Updates(parts, data, state, interrupt, this::warn);
        this.validations = new Validations(parts, state, interrupt);
        this.checkpoints = new Checkpoints(parts, state, data.print(), this::warn);
    }

    private void warn(String sentence) {
        warnings.add(sentence);
        listeners.warn(sentence);
    }

    TrainingPlan timedPlan() {
        return new Planning(parts, data).plan(updates.timed());
    }

    TrainingRun run() {
        var planning = new Planning(parts, data);
        var snapshot = new GoingOn(parts, data.print(), this::warn).snapshot();
        if (snapshot != null) {
            state.restore(snapshot);
        }
        checkpoints.begin();
        double step = planning.worthTiming() ? updates.timed() : Double.NaN;
        listeners.tell(l -> l.started(planning.plan(step)));
        return train();
    }

    private TrainingRun train() {
        try {
            while (state.position.epoch < settings.epochs() && !state.position.stopped && epoch()) {
                checkpoints.epochEnded();
            }
        } catch (Updates.Diverged e) {
            checkpoints.writeBeside();
            throw new TrainingFailure(e.getMessage() + checkpoints.whereTheyAre(), result(false));
        }
        boolean interrupted = interrupt.requested() && !finished();
        if (interrupted) {
            checkpoints.write();
            Unfinished.keep(parts, state, data.print());
        } else if (settings.keepBest() && state.best() != null) {
            state.best().into(flow);
        }
        var run = result(interrupted);
        listeners.tell(l -> l.ended(run));
        return run;
    }

    private boolean finished() {
        return state.position.stopped || state.position.epoch >= settings.epochs();
    }

    private TrainingRun result(boolean interrupted) {
        return new TrainingRun(settings, state.position, state.history, interrupted, checkpoints.newest(), warnings);
    }

    /** Gives false if it was interrupted. */
    private boolean epoch() {
        int number = state.position.epoch + 1;
        listeners.tell(l -> l.epochStarted(number, settings.epochs(), data.batches()));
        try (var batches = data.epoch(state.position.epoch, state.position.batch)) {
            if (!batches(batches)) {
                return false;
            }
        }
        state.position.epoch++;
        state.position.batch = 0;
        return true;
    }

    private boolean batches(BatchLoader.Epoch<WeightedBatch> batches) {
        while (true) {
            if (reportIsDue() && !report()) {
                return false;
            }
            if (state.position.batch == data.batches() || state.position.stopped) {
                return true;
            }
            var done = updates.next(batches);
            if (done.isEmpty()) {
                return false;
            }
            listeners.tell(l -> l.batchEnded(done.get()));
            checkpoints.batchEnded();
        }
    }

    /** A report comes after each epoch, and after every so many updates where that is wanted. */
    private boolean reportIsDue() {
        int every = settings.validateEvery() * settings.accumulation();
        boolean boundary = state.position.batch == data.batches() || every > 0 && state.position.batch % every == 0;
        return boundary && state.position.sums.batches > 0;
    }

    private boolean report() {
        var report = validations.report(data.batches());
        report.ifPresent(r -> {
            if (r.validationNll() != r.validationNll() && parts.validation != null) {
                warn("The validation at epoch " + r.epoch() + " is not a number; it counts as no improvement.");
            }
            var table = state.history.table();
            listeners.tell(l -> l.epochEnded(r, table));
        });
        return report.isPresent();
    }

    @Override
    public void close() {
        checkpoints.close();
        validations.close();
        data.close();
        state.close();
    }
}
