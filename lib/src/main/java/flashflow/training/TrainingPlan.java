package flashflow.training;

import flashflow.FlashFlowException;
import flashflow.flow.density.ConditionalDensity;
import flashflow.reporting.Bytes;
import flashflow.reporting.Durations;
import flashflow.training.device.DeviceMemory;
import flashflow.training.state.TrainingSettings;
import java.util.Locale;

/**
 * What a training is going to do, and what it will take.
 *
 * @param flow the architecture in words
 * @param device where it runs
 * @param parameters trainable values
 * @param trainingRows rows that there are
 * @param epochs how many
 * @param batches of an epoch
 * @param batchSize rows of a batch
 * @param lastBatchKept whether the rows that are left over are a last, smaller batch
 * @param accumulation batches of one update
 * @param flopPerBatch floating-point operations of one batch's gradient, counting the matrix products
 * @param memoryBytes estimate for the device: weights, gradient, moments, averages, and what a batch keeps
 * @param secondsPerBatch measured over ten batches; NaN where it was not
 */
public record TrainingPlan(
        String flow,
        String device,
        long parameters,
        long trainingRows,
        int epochs,
        int batches,
        int batchSize,
        boolean lastBatchKept,
        int accumulation,
        double flopPerBatch,
        long memoryBytes,
        double secondsPerBatch) {
    static TrainingPlan of(
            ConditionalDensity density,
            TrainingSettings settings,
            TrainingData data,
            long memoryBytes,
            double secondsPerBatch) {
        return new TrainingPlan(
                density.title(),
                DeviceMemory.name(density.device()),
                density.layout().parameterCount(),
                data.fingerprint().rows(),
                settings.epochs(),
                data.batches(),
                data.batchSize(),
                settings.keepLastBatch(),
                settings.accumulation(),
                density.cost().flop(data.batchSize()),
                memoryBytes,
                secondsPerBatch);
    }

    /** Rows that an epoch leaves out because they fill no batch, other ones each time. */
    public long rowsLeftOut() {
        return Math.max(0, trainingRows - (long) batches * batchSize);
    }

    /** Updates of the weights in all; the last one of an epoch may be of fewer batches than the others. */
    public long updates() {
        return (long) epochs * ((batches + accumulation - 1) / accumulation);
    }

    /** The same plan for that many training rows; a sample of the data is enough to time the batches. */
    public TrainingPlan forRows(long rows) {
        long perEpoch = (rows + (lastBatchKept ? batchSize - 1 : 0)) / batchSize;
        if (rows < 0 || perEpoch > Integer.MAX_VALUE) {
            throw new FlashFlowException("An epoch of " + rows + " rows has no number of batches of " + batchSize
                    + " rows that is between 0 and " + Integer.MAX_VALUE + "; take a larger batchSize.");
        }
        return new TrainingPlan(
                flow,
                device,
                parameters,
                rows,
                epochs,
                (int) perEpoch,
                batchSize,
                lastBatchKept,
                accumulation,
                flopPerBatch,
                memoryBytes,
                secondsPerBatch);
    }

    /**
     * Seconds on another device, from its arithmetic alone.
     *
     * @param teraflops what it sustains in float32 matrix products of this size, in 10^12 operations per second; a fraction of
     *     the peak that its maker states
     */
    public double secondsOn(double teraflops) {
        return flopPerBatch * allBatches() / (teraflops * 1e12);
    }

    /** Without the validations; NaN where no batch was timed. */
    public double seconds() {
        return secondsPerBatch * allBatches();
    }

    private long allBatches() {
        return (long) epochs * batches;
    }

    @Override
    public String toString() {
        String size = String.format(
                Locale.ROOT,
                "%s: %,d parameters on %s; %,d rows, %d epochs of %,d batches of %,d rows%s; %.3g FLOP per batch; about %s of"
                        + " memory",
                flow,
                parameters,
                device,
                trainingRows,
                epochs,
                batches,
                batchSize,
                leftOver(),
                flopPerBatch,
                Bytes.text(memoryBytes));
        return Double.isNaN(secondsPerBatch)
                ? size
                : size + String.format(Locale.ROOT, "; %.3g s per batch, ", secondsPerBatch) + Durations.text(seconds())
                        + " in all";
    }

    private String leftOver() {
        long left = rowsLeftOut();
        return left == 0 ? "" : String.format(Locale.ROOT, " (%,d rows left out of each)", left);
    }
}
