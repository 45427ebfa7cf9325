package flashflow.training;

import flashflow.FlashFlowException;
import flashflow.flow.Adam;
import flashflow.training.schedule.CosineAnnealing;
import flashflow.training.schedule.Schedule;
import java.util.Objects;

/**
 * The numbers of a training, as they stand in its checkpoints.
 *
 * @param epochs passes over the training rows, at least 1
 * @param batchSize rows of a batch, at least 1
 * @param schedule learning rate
 * @param adam optimizer, with the norm to which gradients are clipped
 * @param accumulation batches whose gradients make one update, at least 1
 * @param emaDecay of the averaged weights, in (0, 1); 0 for none
 * @param patience validations without a better one after which the training stops; 0 for never
 * @param validateEvery updates from one validation to the next; 0 for one at the end of each epoch
 * @param keepBest whether the flow has the best weights at the end, rather than the last
 * @param seed of the order of rows and of the dropout
 */
public record TrainingSettings(
        int epochs,
        int batchSize,
        Schedule schedule,
        Adam.Settings adam,
        int accumulation,
        double emaDecay,
        int patience,
        int validateEvery,
        boolean keepBest,
        long seed) {
    /** Refuses values with which no training works. */
    public TrainingSettings {
        Objects.requireNonNull(schedule, "schedule");
        Objects.requireNonNull(adam, "adam");
        atLeast("epochs", epochs, 1);
        atLeast("batchSize", batchSize, 1);
        atLeast("accumulation", accumulation, 1);
        atLeast("patience", patience, 0);
        atLeast("validateEvery", validateEvery, 0);
        if (!(emaDecay >= 0 && emaDecay < 1)) {
            throw new FlashFlowException("Training: the decay of the averaged weights must be in [0, 1), but is "
                    + emaDecay + "; 0.999 is usual.");
        }
    }

    /** 20 epochs in batches of 1024, Adam at 1e-3 with cosine annealing, seed 1. */
    static TrainingSettings standard() {
        var schedule = CosineAnnealing.from(1e-3);
        return new TrainingSettings(20, 1024, schedule, Adam.Settings.standard(), 1, 0, 0, 0, false, 1);
    }

    TrainingSettings epochs(int n) {
        return new TrainingSettings(
                n, batchSize, schedule, adam, accumulation, emaDecay, patience, validateEvery, keepBest, seed);
    }

    TrainingSettings batchSize(int rows) {
        return new TrainingSettings(
                epochs, rows, schedule, adam, accumulation, emaDecay, patience, validateEvery, keepBest, seed);
    }

    TrainingSettings schedule(Schedule other) {
        return new TrainingSettings(
                epochs, batchSize, other, adam, accumulation, emaDecay, patience, validateEvery, keepBest, seed);
    }

    TrainingSettings adam(Adam.Settings other) {
        return new TrainingSettings(
                epochs, batchSize, schedule, other, accumulation, emaDecay, patience, validateEvery, keepBest, seed);
    }

    TrainingSettings accumulation(int batches) {
        return new TrainingSettings(
                epochs, batchSize, schedule, adam, batches, emaDecay, patience, validateEvery, keepBest, seed);
    }

    TrainingSettings emaDecay(double decay) {
        return new TrainingSettings(
                epochs, batchSize, schedule, adam, accumulation, decay, patience, validateEvery, keepBest, seed);
    }

    TrainingSettings patience(int validations) {
        return new TrainingSettings(
                epochs, batchSize, schedule, adam, accumulation, emaDecay, validations, validateEvery, keepBest, seed);
    }

    TrainingSettings validateEvery(int updates) {
        return new TrainingSettings(
                epochs, batchSize, schedule, adam, accumulation, emaDecay, patience, updates, keepBest, seed);
    }

    TrainingSettings keepBest(boolean keep) {
        return new TrainingSettings(
                epochs, batchSize, schedule, adam, accumulation, emaDecay, patience, validateEvery, keep, seed);
    }

    TrainingSettings seed(long other) {
        return new TrainingSettings(
                epochs, batchSize, schedule, adam, accumulation, emaDecay, patience, validateEvery, keepBest, other);
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new FlashFlowException(
                    "Training: " + name + " must be at least " + least + ", but is " + value + ".");
        }
    }
}
