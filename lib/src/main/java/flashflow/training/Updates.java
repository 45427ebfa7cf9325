package flashflow.training;

import flashflow.data.loading.BatchLoader;
import flashflow.training.schedule.Schedule;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes batches from the loader and makes updates of them, watching for losses and gradients that are not finite. */
final class Updates {
    /** So many bad updates in a row are no accident. */
    private static final int BAD_IN_A_ROW = 5;

    /** Thrown when the training does not recover. */
    static final class Diverged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Diverged(String message) {
            super(message);
        }
    }

    private final TrainingSettings settings;
    private final Schedule schedule;
    private final TrainingData data;
    private final TrainingState state;
    private final Interrupt interrupt;
    private final Consumer<String> warn;
    private final Diagnosis diagnosis;

    /** Of the batches that wait for their update. */
    private Position.Sums gathered;

    /** The batch of the latest gradient, open until its update is made. */
    private WeightedBatch last;

    /** Why the update cannot be made; null where it can. */
    private String problem;

    Updates(Parts parts, TrainingData data, TrainingState state, Interrupt interrupt, Consumer<String> warn) {
        this.settings = parts.settings;
        this.schedule = settings.schedule().over(settings.epochs());
        this.data = data;
        this.state = state;
        this.interrupt = interrupt;
        this.warn = warn;
        this.diagnosis = new Diagnosis(parts.layout, state.learner);
    }

    /** Makes one update of the next batches; empty if it was interrupted before, and nothing has changed then. */
    Optional<BatchReport> next(BatchLoader.Epoch<WeightedBatch> batches) {
        try {
            return update(batches);
        } finally {
            last(null);
        }
    }

    private void last(WeightedBatch batch) {
        if (last != null) {
            last.close();
        }
        last = batch;
    }

    private Optional<BatchReport> update(BatchLoader.Epoch<WeightedBatch> batches) {
        long start = System.nanoTime();
        double waited = batches.waitedSeconds();
        int group = Math.min(settings.accumulation(), data.batches() - state.position.batch);
        if (!gather(batches, group)) {
            state.learner.undo();
            return Optional.empty();
        }
        var report = apply(group);
        var sums = state.position.sums;
        sums.batches += group;
        sums.seconds += (System.nanoTime() - start) * 1e-9;
        sums.waited += batches.waitedSeconds() - waited;
        if (state.position.rejectedInARow >= BAD_IN_A_ROW) {
            throw new Diverged(
                    "Training stopped: " + BAD_IN_A_ROW + " updates in a row were not finite, the last one at "
                            + problem + diagnosis.largestGradients()
                            + "; look at these rows or lower the learning rate. The flow has the weights of its last good update");
        }
        return Optional.of(report);
    }

    private boolean gather(BatchLoader.Epoch<WeightedBatch> batches, int group) {
        gathered = new Position.Sums();
        problem = null;
        for (int i = 0; i < group; i++) {
            var batch = interrupt.next(batches);
            if (batch == null) {
                return false;
            }
            last(batch);
            gather(state.position.batch + i, group);
        }
        return true;
    }

    private void gather(int number, int group) {
        long[] rows = last.rows();
        if (data.weights().sum(rows) == 0) {
            return;
        }
        state.learner.seed(settings.seed(), state.position.epoch, number);
        double nll = state.learner.gather(last, 1.0 / group);
        gathered.add(rows.length, nll * rows.length);
        if (!Double.isFinite(nll)) {
            problem = place(number) + ": the loss is " + nll + diagnosis.rows(last.on());
        }
    }

    private String place(int batch) {
        return "epoch " + (state.position.epoch + 1) + ", batch " + (batch + 1);
    }

    private BatchReport apply(int group) {
        var position = state.position;
        double rate = schedule.at(position.epoch + (double) position.batch / data.batches());
        if (position.sums.batches == 0) {
            position.sums.lr = rate;
        }
        double norm = move(rate);
        count(norm);
        position.batch += group;
        return new BatchReport(
                position.epoch + 1, position.batch, data.batches(), rate, gathered.nll / gathered.rows, norm);
    }

    /** Gives the gradient's norm: 0 where all rows had the weight 0, NaN or infinity where nothing was moved. */
    private double move(double rate) {
        var learner = state.learner;
        if (problem != null) {
            learner.undo();
            return Double.NaN;
        }
        double norm = learner.hasGathered() ? learner.apply(rate, state.position.updates) : 0;
        if (!Double.isFinite(norm)) {
            problem = place(state.position.batch) + ": the gradient's norm is " + norm + diagnosis.rows(last.on());
        }
        return norm;
    }

    private void count(double norm) {
        var position = state.position;
        if (problem != null) {
            position.rejected++;
            position.rejectedInARow++;
            warn.accept("An update was left out at " + problem + ".");
        } else if (gathered.rows > 0) {
            position.rejectedInARow = 0;
            position.updates++;
            position.sums.updates++;
            position.sums.norm += norm;
            position.sums.add(gathered.rows, gathered.nll);
        }
    }

    /** Seconds of one step, the median of ten on the first batch; leaves no trace. */
    double timed() {
        return new StepTimer(settings, data, state).seconds();
    }
}
