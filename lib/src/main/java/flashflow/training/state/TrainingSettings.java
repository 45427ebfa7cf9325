package flashflow.training.state;

import flashflow.FlashFlowException;
import flashflow.flow.Adam;
import flashflow.training.schedule.CosineAnnealing;
import flashflow.training.schedule.Schedule;
import java.util.Objects;

/**
 * The settings of a training, as they stand in its checkpoints. Immutable: each method named after a component gives a changed copy.
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
 * @param weightColumn column of the data that holds each row's weight in the loss; null for equal weights
 * @param checkpoints when they are written
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
        long seed,
        String weightColumn,
        CheckpointPolicy checkpoints) {
    /** Refuses values with which no training works. */
    public TrainingSettings {
        Objects.requireNonNull(schedule, "schedule");
        Objects.requireNonNull(adam, "adam");
        Objects.requireNonNull(checkpoints, "checkpoints");
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

    /** 20 epochs in batches of 1024, Adam at 1e-3 with cosine annealing, seed 1, equal weights, a checkpoint after each epoch. */
    public static TrainingSettings standard() {
        return new TrainingSettings(
                20,
                1024,
                CosineAnnealing.from(1e-3),
                Adam.Settings.standard(),
                1,
                0,
                0,
                0,
                false,
                1,
                null,
                CheckpointPolicy.standard());
    }

    /** A copy with so many epochs. */
    public TrainingSettings epochs(int other) {
        return new TrainingSettings(
                other,
                batchSize,
                schedule,
                adam,
                accumulation,
                emaDecay,
                patience,
                validateEvery,
                keepBest,
                seed,
                weightColumn,
                checkpoints);
    }

    /** A copy with batches of so many rows. */
    public TrainingSettings batchSize(int other) {
        return new TrainingSettings(
                epochs,
                other,
                schedule,
                adam,
                accumulation,
                emaDecay,
                patience,
                validateEvery,
                keepBest,
                seed,
                weightColumn,
                checkpoints);
    }

    /** A copy with another learning rate. */
    public TrainingSettings schedule(Schedule other) {
        return new TrainingSettings(
                epochs,
                batchSize,
                other,
                adam,
                accumulation,
                emaDecay,
                patience,
                validateEvery,
                keepBest,
                seed,
                weightColumn,
                checkpoints);
    }

    /** A copy with another optimizer. */
    public TrainingSettings adam(Adam.Settings other) {
        return new TrainingSettings(
                epochs,
                batchSize,
                schedule,
                other,
                accumulation,
                emaDecay,
                patience,
                validateEvery,
                keepBest,
                seed,
                weightColumn,
                checkpoints);
    }

    /** A copy with so many batches for an update. */
    public TrainingSettings accumulation(int other) {
        return new TrainingSettings(
                epochs,
                batchSize,
                schedule,
                adam,
                other,
                emaDecay,
                patience,
                validateEvery,
                keepBest,
                seed,
                weightColumn,
                checkpoints);
    }

    /** A copy with that decay of the averaged weights. */
    public TrainingSettings emaDecay(double other) {
        return new TrainingSettings(
                epochs,
                batchSize,
                schedule,
                adam,
                accumulation,
                other,
                patience,
                validateEvery,
                keepBest,
                seed,
                weightColumn,
                checkpoints);
    }

    /** A copy with that patience. */
    public TrainingSettings patience(int other) {
        return new TrainingSettings(
                epochs,
                batchSize,
                schedule,
                adam,
                accumulation,
                emaDecay,
                other,
                validateEvery,
                keepBest,
                seed,
                weightColumn,
                checkpoints);
    }

    /** A copy with so many updates between validations. */
    public TrainingSettings validateEvery(int other) {
        return new TrainingSettings(
                epochs,
                batchSize,
                schedule,
                adam,
                accumulation,
                emaDecay,
                patience,
                other,
                keepBest,
                seed,
                weightColumn,
                checkpoints);
    }

    /** A copy that ends with the best weights, or with the last. */
    public TrainingSettings keepBest(boolean other) {
        return new TrainingSettings(
                epochs,
                batchSize,
                schedule,
                adam,
                accumulation,
                emaDecay,
                patience,
                validateEvery,
                other,
                seed,
                weightColumn,
                checkpoints);
    }

    /** A copy with another seed. */
    public TrainingSettings seed(long other) {
        return new TrainingSettings(
                epochs,
                batchSize,
                schedule,
                adam,
                accumulation,
                emaDecay,
                patience,
                validateEvery,
                keepBest,
                other,
                weightColumn,
                checkpoints);
    }

    /** A copy with that column of weights. */
    public TrainingSettings weightColumn(String other) {
        return new TrainingSettings(
                epochs,
                batchSize,
                schedule,
                adam,
                accumulation,
                emaDecay,
                patience,
                validateEvery,
                keepBest,
                seed,
                other,
                checkpoints);
    }

    /** A copy with checkpoints at other times. */
    public TrainingSettings checkpoints(CheckpointPolicy other) {
        return new TrainingSettings(
                epochs,
                batchSize,
                schedule,
                adam,
                accumulation,
                emaDecay,
                patience,
                validateEvery,
                keepBest,
                seed,
                weightColumn,
                other);
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new FlashFlowException(
                    "Training: " + name + " must be at least " + least + ", but is " + value + ".");
        }
    }
}
