package flashflow.training.state;

import flashflow.FlashFlowException;
import flashflow.flow.density.Adam;
import flashflow.training.schedule.CosineAnnealing;
import flashflow.training.schedule.Schedule;
import flashflow.training.schedule.ScheduledRates;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The settings of a training, as they stand in its checkpoints. Immutable: {@link #with} gives a changed copy.
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
 * @param negativeWeights whether some of them may be negative
 * @param keepLastBatch whether an epoch has the rows that are left over as a last, smaller batch
 * @param checkpoints when they are written
 * @param holdOut share of the rows that is validated on instead of trained on, in [0, 1), where no validation rows are given
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
        boolean negativeWeights,
        boolean keepLastBatch,
        CheckpointPolicy checkpoints,
        double holdOut) {
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
        if (!(holdOut >= 0 && holdOut < 1)) {
            throw new FlashFlowException("Training: the share of the rows to hold out must be in [0, 1), but is "
                    + holdOut + "; 0.1 is usual.");
        }
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
                false,
                false,
                CheckpointPolicy.standard(),
                0);
    }

    /** The learning rates over the epochs. */
    public ScheduledRates rates() {
        return ScheduledRates.of(schedule, epochs);
    }

    /** All that decides what is learned, by the names of the training's setters, for people and for comparisons. */
    public Map<String, Object> named() {
        var named = new LinkedHashMap<String, Object>();
        named.put("epochs", epochs);
        named.put("batchSize", batchSize);
        named.put("keepLastBatch", keepLastBatch);
        // Schedules that are records say what they are made of.
        named.put("schedule", schedule instanceof Record ? schedule.toString() : "code");
        named.put("patience", patience);
        named.put("keepBest", keepBest);
        named.put("holdOut", holdOut);
        named.put("beta1", adam.beta1());
        named.put("beta2", adam.beta2());
        named.put("eps", adam.eps());
        named.put("weightDecay", adam.weightDecay());
        named.put("decoupled", adam.decoupled());
        named.put("clip", adam.maxNorm());
        named.put("averageWeights", emaDecay);
        named.put("accumulate", accumulation);
        named.put("validateEvery", validateEvery);
        named.put("weights", weightColumn == null ? "equal" : weightColumn);
        named.put("negativeWeights", negativeWeights);
        named.put("seed", seed);
        return named;
    }

    /** A copy in which some components are others. */
    public TrainingSettings with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /** The components of settings that are being made, each to be set; they are checked at the end. */
    public static final class Draft {
        public int epochs;
        public int batchSize;
        public Schedule schedule;
        public Adam.Settings adam;
        public int accumulation;
        public double emaDecay;
        public int patience;
        public int validateEvery;
        public boolean keepBest;
        public long seed;
        public String weightColumn;
        public boolean negativeWeights;
        public boolean keepLastBatch;
        public CheckpointPolicy checkpoints;
        public double holdOut;

        private Draft(TrainingSettings from) {
            epochs = from.epochs;
            batchSize = from.batchSize;
            schedule = from.schedule;
            adam = from.adam;
            accumulation = from.accumulation;
            emaDecay = from.emaDecay;
            patience = from.patience;
            validateEvery = from.validateEvery;
            keepBest = from.keepBest;
            seed = from.seed;
            weightColumn = from.weightColumn;
            negativeWeights = from.negativeWeights;
            keepLastBatch = from.keepLastBatch;
            checkpoints = from.checkpoints;
            holdOut = from.holdOut;
        }

        private TrainingSettings settings() {
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
                    negativeWeights,
                    keepLastBatch,
                    checkpoints,
                    holdOut);
        }
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new FlashFlowException(
                    "Training: " + name + " must be at least " + least + ", but is " + value + ".");
        }
    }
}
