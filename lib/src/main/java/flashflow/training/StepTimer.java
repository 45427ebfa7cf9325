package flashflow.training;

import java.util.Arrays;

/** Times steps without any effect on the flow. */
final class StepTimer {
    private static final int STEPS = 10;

    private final TrainingSettings settings;
    private final TrainingData data;
    private final TrainingState state;

    StepTimer(TrainingSettings settings, TrainingData data, TrainingState state) {
        this.settings = settings;
        this.data = data;
        this.state = state;
    }

    /** Median of ten steps on the first batch, after one that is not counted. */
    double seconds() {
        try (var epoch = data.epoch(0, 0);
                var batch = epoch.next()) {
            double[] times = new double[STEPS];
            step(batch);
            for (int i = 0; i < STEPS; i++) {
                long start = System.nanoTime();
                step(batch);
                times[i] = (System.nanoTime() - start) * 1e-9;
            }
            Arrays.sort(times);
            return (times[STEPS / 2 - 1] + times[STEPS / 2]) / 2;
        }
    }

    /** A learning rate of 0 would still move Adam's moments, so the update itself, a few percent, is left out. */
    private void step(WeightedBatch batch) {
        state.learner.seed(settings.seed(), 0, 0);
        state.learner.gather(batch, 1);
        state.learner.undo();
    }
}
