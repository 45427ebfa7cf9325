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

    /** The same plan for that many training rows; a sample of the data is enough to time the steps. */
    public TrainingPlan forRows(long rows) {
        int perEpoch = Math.toIntExact(rows / batchSize);
        return new TrainingPlan(
                flow, device, parameters, rows, epochs, perEpoch, batchSize, flopPerStep, memoryBytes, secondsPerStep);
    }

    /**
     * Seconds on another device, from its arithmetic alone.
     *
     * @param teraflops what it sustains in float32 matrix products of this size, in 10^12 operations per second; a fraction of
     *     the peak that its maker states
     */
    public double secondsOn(double teraflops) {
        return flopPerStep * steps() / (teraflops * 1e12);
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
