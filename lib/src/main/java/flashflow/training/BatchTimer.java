package flashflow.training;

import flashflow.data.WorkInterrupted;
import flashflow.training.state.Learner;
import java.util.Arrays;

/** Times the gradients of batches without any effect on the flow. */
final class BatchTimer {
    private static final int TIMED = 10;

    /** So many batches are worth the time where it is less than a hundredth of the work. */
    private static final int WORTHWHILE_FROM = 100 * TIMED;

    private final TrainingData data;
    private final Learner learner;
    private final long seed;

    /** @param seed of the dropout */
    BatchTimer(TrainingData data, Learner learner, long seed) {
        this.data = data;
        this.learner = learner;
        this.seed = seed;
    }

    static boolean isWorthwhile(long batches) {
        return batches >= WORTHWHILE_FROM;
    }

    /** Median of ten on the first batch, after one that is not counted. */
    double seconds() {
        try (var epoch = data.epoch(0, 0);
                var batch = epoch.next()) {
            double[] times = new double[TIMED];
            gradient(batch);
            for (int i = 0; i < TIMED; i++) {
                WorkInterrupted.check("The timing of batches");
                long start = System.nanoTime();
                gradient(batch);
                times[i] = (System.nanoTime() - start) * 1e-9;
            }
            Arrays.sort(times);
            return (times[TIMED / 2 - 1] + times[TIMED / 2]) / 2;
        }
    }

    /** A learning rate of 0 would still move Adam's moments, so the update itself, a few percent, is left out. */
    private void gradient(WeightedBatch batch) {
        learner.seed(seed, 0, 0);
        learner.gather(batch.on().x(), batch.on().y(), batch.weights(), 1);
        learner.undo();
    }
}
