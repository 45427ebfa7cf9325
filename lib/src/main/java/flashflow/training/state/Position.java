package flashflow.training.state;

import java.util.UUID;

/** How far a training has come; written to checkpoints field by field, so a new field needs a default. */
public final class Position {
    private String training = UUID.randomUUID().toString();
    private int epoch;
    private int batch;
    private long updates;
    private long rejected;
    private int rejectedInARow;
    private Double bestNll;
    private double bestEpoch;
    private boolean bestIsAverage;
    /** Validations since the best. */
    private int stale;

    /** Those since the best or since the rate was reduced. */
    private int unreduced;

    /** How often the rate was reduced. */
    private int reductions;

    private boolean stopped;

    /** How it ended before its time; null while it runs, and where the process was killed. */
    private Outcome end;

    private Sums sums = new Sums();

    /** That of a training of which another program has done so much. */
    public static Position after(int epochs, long updates) {
        var position = new Position();
        position.epoch = epochs;
        position.updates = updates;
        return position;
    }

    /** Tells this training from any other, from its first update to its last, over all its checkpoints. */
    public String training() {
        return training;
    }

    /** Epochs done. */
    public int epoch() {
        return epoch;
    }

    /** Batches done of the epoch after those. */
    public int batch() {
        return batch;
    }

    /** Epochs done, with the fraction of the running one. */
    public double epochs(int batchesPerEpoch) {
        return epoch + (double) batch / batchesPerEpoch;
    }

    /** Whether this is later than another position of the same training. */
    public boolean isAfter(Position other) {
        return epoch > other.epoch || epoch == other.epoch && batch > other.batch;
    }

    /** Updates of the weights made. */
    public long updates() {
        return updates;
    }

    /** Updates not made because a loss or a gradient was not finite. */
    public long rejected() {
        return rejected;
    }

    /** Those in a row until now. */
    public int rejectedInARow() {
        return rejectedInARow;
    }

    /** NLL of the best validation in nats; null before the first. */
    public Double bestNll() {
        return bestNll;
    }

    /** When it was, in epochs. */
    public double bestEpoch() {
        return bestEpoch;
    }

    /** Whether it was that of the averaged weights. */
    public boolean bestIsAverage() {
        return bestIsAverage;
    }

    /** Whether the training stopped early. */
    public boolean stopped() {
        return stopped;
    }

    /**
     * How it stands.
     *
     * @param epochs that are wanted
     */
    public Outcome outcome(int epochs) {
        if (end != null) {
            return end;
        }
        return stopped ? Outcome.STOPPED_EARLY : epoch >= epochs ? Outcome.FINISHED : Outcome.UNFINISHED;
    }

    /** It ends here before its time: interrupted or failed. */
    public void ended(Outcome how) {
        end = how;
    }

    /** It goes on. */
    public void goesOn() {
        end = null;
    }

    /** What was seen since the last report. */
    public Sums sums() {
        return sums;
    }

    /** An update was made. */
    public void updated(long rows, double nll, double norm) {
        rejectedInARow = 0;
        updates++;
        sums.updated(rows, nll, norm);
    }

    /** An update was not made because it was not finite. */
    public void updateRejected() {
        rejected++;
        rejectedInARow++;
    }

    /** The batches of an update are done, be it made or not. */
    public void batchesDone(int batches, double lr, double seconds, double waited) {
        batch += batches;
        sums.batchesDone(batches, lr, seconds, waited);
    }

    /** All batches of the epoch are done. */
    public void epochDone() {
        epoch++;
        batch = 0;
    }

    /** What was seen is told. */
    public void reported() {
        sums = new Sums();
    }

    /** Whether a validation is better than all before; NaN is not. */
    public boolean improves(double nll) {
        return !Double.isNaN(nll) && (bestNll == null || nll < bestNll);
    }

    /** A validation was better than all before. */
    public void improved(double nll, double atEpoch, boolean ofAverage) {
        bestNll = nll;
        bestEpoch = atEpoch;
        bestIsAverage = ofAverage;
        stale = 0;
        unreduced = 0;
    }

    /**
     * A validation was no better, which stops the training, or reduces its rate, after as many as the patience lasts.
     *
     * @param patience 0 never to stop
     * @param reducedAfter 0 never to reduce
     */
    public void notImproved(int patience, int reducedAfter) {
        stale++;
        unreduced++;
        if (reducedAfter > 0 && unreduced >= reducedAfter) {
            unreduced = 0;
            reductions++;
        }
        judge(patience);
    }

    /** How often the rate was reduced because the validation was at rest. */
    public int reductions() {
        return reductions;
    }

    /** Whether the patience is at its end; a training that goes on may have a longer one. */
    public void judge(int patience) {
        stopped = patience > 0 && stale >= patience;
    }

    /** The validations that come are not to be compared with those before. */
    public void forgetBest() {
        bestNll = null;
        bestEpoch = 0;
        bestIsAverage = false;
        stale = 0;
        unreduced = 0;
        stopped = false;
    }

    /** Sums over the updates since the last report. */
    public static final class Sums {
        /** Batches taken, good or bad. */
        private int batches;

        /** Those of them at a learning rate of 0. */
        private int unmoved;

        private long rows;
        private double nll;
        private int updates;
        private double norm;
        private double seconds;
        private double waited;
        private double lr;

        private void updated(long newRows, double sum, double newNorm) {
            updates++;
            norm += newNorm;
            rows += newRows;
            nll += sum;
        }

        private void batchesDone(int done, double rate, double took, double waiting) {
            lr = batches == 0 ? rate : lr;
            batches += done;
            unmoved += rate == 0 ? done : 0;
            seconds += took;
            waited += waiting;
        }

        /** Whether there were no batches. */
        public boolean isEmpty() {
            return batches == 0;
        }

        /** Whether all of them had a learning rate of 0, so that the weights are as they were. */
        public boolean isUnmoved() {
            return unmoved == batches;
        }

        /** Learning rate of the first update. */
        public double lr() {
            return lr;
        }

        /** Mean NLL of the rows in nats. */
        public double meanNll() {
            return nll / rows;
        }

        /** Mean global norm of the gradients before clipping. */
        public double meanNorm() {
            return norm / updates;
        }

        /** Rows in each second of training. */
        public double rowsPerSecond() {
            return rows / seconds;
        }

        /** Share of the time that went by waiting for data, 0 to 1. */
        public double waitingShare() {
            return waited / seconds;
        }

        /** Of training, validations apart. */
        public double seconds() {
            return seconds;
        }
    }
}
