package flashflow.training;

import flashflow.FlashFlowException;
import flashflow.data.loading.BatchLoader;
import flashflow.training.schedule.ScheduledRates;
import flashflow.training.state.Learner;
import flashflow.training.state.Position;
import flashflow.training.state.TrainingSettings;
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
    private final ScheduledRates rates;
    private final TrainingData data;
    private final Learner learner;
    private final Position position;
    private final Interrupt interrupt;
    private final Consumer<String> warn;
    private final Diagnosis diagnosis;

    /** Rows of the batches that wait for their update, and the sum of their NLLs. */
    private long gatheredRows;

    private double gatheredNll;

    /** The batch of the latest gradient, open until its update is made. */
    private WeightedBatch last;

    /** Whether that batch is an update by itself. */
    private boolean alone;

    /** Why the update cannot be made; null where it can. */
    private String problem;

    /** @param position where the training goes on, and what counts the updates */
    Updates(
            TrainingSettings settings,
            TrainingData data,
            Learner learner,
            Position position,
            Interrupt interrupt,
            Consumer<String> warn) {
        this.settings = settings;
        this.rates = settings.rates();
        this.data = data;
        this.learner = learner;
        this.position = position;
        this.interrupt = interrupt;
        this.warn = warn;
        this.diagnosis = new Diagnosis(data.layout(), learner);
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
        double rate = rate();
        int group = Math.min(settings.accumulation(), data.batches() - position.batch());
        if (!gather(batches, group)) {
            learner.undo();
            return Optional.empty();
        }
        double norm = move(rate);
        count(norm);
        position.batchesDone(group, rate, (System.nanoTime() - start) * 1e-9, batches.waitedSeconds() - waited);
        refuseToGoOnWithoutUpdates();
        return Optional.of(new BatchReport(
                position.epoch() + 1, position.batch(), data.batches(), rate, gatheredNll / gatheredRows, norm));
    }

    private double rate() {
        try {
            return rates.after(position.reductions()).at(position.epochs(data.batches()));
        } catch (FlashFlowException e) {
            throw new Diverged(
                    "Training stopped: " + e.getMessage() + " The flow has the weights of its last good update");
        }
    }

    private void refuseToGoOnWithoutUpdates() {
        if (position.rejectedInARow() >= BAD_IN_A_ROW) {
            throw new Diverged(
                    "Training stopped: " + BAD_IN_A_ROW + " updates in a row were not finite, the last one at "
                            + problem + diagnosis.largestGradients()
                            + "; look at these rows or lower the learning rate. The flow has the weights of its last good update");
        }
    }

    private boolean gather(BatchLoader.Epoch<WeightedBatch> batches, int group) {
        alone = group == 1;
        gatheredRows = 0;
        gatheredNll = 0;
        problem = null;
        for (int i = 0; i < group; i++) {
            var batch = interrupt.next(batches);
            if (batch == null) {
                return false;
            }
            last(batch);
            gather(position.batch() + i, (double) batch.rows().length / data.rows(position.batch(), group));
        }
        return true;
    }

    /** @param share of the batch in its update */
    private void gather(int number, double share) {
        long[] rows = last.rows();
        if (data.weights().areZero(rows)) {
            return;
        }
        learner.seed(settings.seed(), position.epoch(), number);
        gatheredRows += rows.length;
        if (!alone) {
            judge(number, learner.gather(last.on().x(), last.on().y(), last.weights(), share));
        }
    }

    private void judge(int number, double nll) {
        gatheredNll += nll * last.rows().length;
        if (!Double.isFinite(nll)) {
            problem = place(number) + ": the loss is " + nll + diagnosis.rows(last.on());
        }
    }

    private String place(int batch) {
        return "epoch " + (position.epoch() + 1) + ", batch " + (batch + 1);
    }

    /** Gives the gradient's norm: 0 where all rows had the weight 0, NaN or infinity where nothing was moved. */
    private double move(double rate) {
        if (problem != null) {
            learner.undo();
            return Double.NaN;
        }
        if (gatheredRows == 0) {
            return 0;
        }
        double norm = alone ? moveAlone(rate) : learner.apply(rate, position.updates());
        if (problem == null && !Double.isFinite(norm)) {
            problem = place(position.batch()) + ": the gradient's norm is " + norm + diagnosis.rows(last.on());
        }
        return norm;
    }

    private double moveAlone(double rate) {
        var update = learner.update(last.on().x(), last.on().y(), last.weights(), rate, position.updates());
        judge(position.batch(), update.loss());
        return problem == null ? update.norm() : Double.NaN;
    }

    private void count(double norm) {
        if (problem != null) {
            position.updateRejected();
            warn.accept("An update was left out at " + problem + ".");
        } else if (gatheredRows > 0) {
            position.updated(gatheredRows, gatheredNll, norm);
        }
    }
}
