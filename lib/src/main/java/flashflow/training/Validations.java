package flashflow.training;

import flashflow.flow.SplineFlow;
import java.util.Optional;

/** Ends an epoch: validates raw and averaged weights, keeps the best, and writes the line of the history. */
final class Validations implements AutoCloseable {
    private final TrainingSettings settings;
    private final SplineFlow flow;
    private final TrainingState state;
    private final Interrupt interrupt;
    private final Evaluation evaluation;

    Validations(Parts parts, TrainingState state, Interrupt interrupt) {
        this.settings = parts.settings;
        this.flow = parts.flow;
        this.state = state;
        this.interrupt = interrupt;
        this.evaluation = parts.validation == null ? null : Evaluation.of(parts);
    }

    /** The report of what was trained since the last one; empty if it was interrupted, nothing is changed then. */
    Optional<EpochReport> report(int batches) {
        long start = System.nanoTime();
        double raw = evaluation == null ? Double.NaN : evaluation.nll(flow, interrupt);
        double average = evaluation == null || state.learner.average() == null ? Double.NaN : averageNll();
        if (evaluation != null && interrupt.requested()) {
            return Optional.empty();
        }
        double epoch = state.position.epoch + (double) state.position.batch / batches;
        boolean best = consider(epoch, raw, average);
        var report = report(epoch, raw, average, (System.nanoTime() - start) * 1e-9, best);
        state.history.add(report);
        state.position.sums = new Position.Sums();
        return Optional.of(report);
    }

    private double averageNll() {
        try (var raw = Weights.of(flow)) {
            state.learner.average().weights().into(flow);
            try {
                return evaluation.nll(flow, interrupt);
            } finally {
                raw.into(flow);
            }
        }
    }

    private boolean consider(double epoch, double raw, double average) {
        var position = state.position;
        boolean averaged = average < raw || Double.isNaN(raw);
        double nll = averaged ? average : raw;
        if (evaluation == null) {
            return false;
        }
        if (Double.isNaN(nll) || position.bestNll != null && nll >= position.bestNll) {
            position.stale++;
            position.stopped = settings.patience() > 0 && position.stale >= settings.patience();
            return false;
        }
        position.bestNll = nll;
        position.bestEpoch = epoch;
        position.bestIsAverage = averaged;
        position.stale = 0;
        state.best(averaged ? state.learner.average().weights().copy() : Weights.of(flow));
        return true;
    }

    private EpochReport report(double epoch, double raw, double average, double validating, boolean best) {
        var sums = state.position.sums;
        double seconds = sums.seconds + validating;
        double left = (state.history.seconds() + seconds) / epoch * (settings.epochs() - epoch);
        return new EpochReport(
                epoch,
                settings.epochs(),
                sums.lr,
                sums.nll / sums.rows,
                raw,
                average,
                sums.rows / sums.seconds,
                sums.waited / sums.seconds,
                sums.norm / sums.updates,
                seconds,
                left,
                best);
    }

    @Override
    public void close() {
        if (evaluation != null) {
            evaluation.close();
        }
    }
}
