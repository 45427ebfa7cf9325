package flashflow.training;

import java.util.Locale;

/**
 * What a training is going to do, and what it will take.
 *
 * @param flow the architecture in words
 * @param device where it runs
 * @param parameters trainable values
 * @param trainingRows rows of an epoch
 * @param epochs how many
 * @param batches of an epoch
 * @param batchSize rows of a batch
 * @param flopPerStep floating-point operations of one update, counting the matrix products
 * @param memoryBytes estimate for the device: weights, gradient, moments, averages, and what a step keeps
 * @param secondsPerStep measured over ten steps; NaN where it was not
 */
public record TrainingPlan(
        String flow,
        String device,
        long parameters,
        long trainingRows,
        int epochs,
        int batches,
        int batchSize,
        double flopPerStep,
        long memoryBytes,
        double secondsPerStep) {
    /** Updates in all. */
    public long steps() {
        return (long) epochs * batches;
    }

    /** Without the validations; NaN where no step was timed. */
    public double seconds() {
        return secondsPerStep * steps();
    }

    @Override
    public String toString() {
        String size = String.format(
                Locale.ROOT,
                "%s: %,d parameters on %s; %,d rows, %d epochs of %,d batches of %,d rows; %.3g FLOP per step; about %s of"
                        + " memory",
                flow,
                parameters,
                device,
                trainingRows,
                epochs,
                batches,
                batchSize,
                flopPerStep,
                Bytes.text(memoryBytes));
        return Double.isNaN(secondsPerStep)
                ? size
                : size + String.format(Locale.ROOT, "; %.3g s per step, ", secondsPerStep) + Durations.text(seconds())
                        + " in all";
    }
}
