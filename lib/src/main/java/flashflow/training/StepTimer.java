package flashflow.training;

import ai.djl.ndarray.NDManager;
import flashflow.data.RowBatch;
import flashflow.flow.Flow;
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
        Flow flow = state.learner.flow();
        try (var epoch = data.loader().epoch(0, 0);
                RowBatch batch = epoch.next();
                NDManager scope = flow.parameters().getManager().newSubManager()) {
            var tensors = data.tensors().load(scope, batch);
            var weights = data.weights().tensor(scope, batch.rowIndices());
            double[] times = new double[STEPS];
            step(tensors, weights);
            for (int i = 0; i < STEPS; i++) {
                long start = System.nanoTime();
                step(tensors, weights);
                times[i] = (System.nanoTime() - start) * 1e-9;
            }
            Arrays.sort(times);
            return (times[STEPS / 2 - 1] + times[STEPS / 2]) / 2;
        }
    }

    /** A learning rate of 0 would still move Adam's moments, so the update itself, a few percent, is left out. */
    private void step(BatchTensors.Tensors batch, ai.djl.ndarray.NDArray weights) {
        state.learner.seed(settings.seed(), 0, 0);
        state.learner.gather(batch, weights, 1);
        state.learner.undo();
    }
}
