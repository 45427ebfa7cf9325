package flashflow.training;

import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import flashflow.data.loading.BatchLoader;
import flashflow.data.loading.LoaderConfig;
import flashflow.data.loading.RowBatch;
import flashflow.flow.density.Upload;
import flashflow.training.checkpoint.DataFingerprint;
import flashflow.training.device.BatchTensors;
import flashflow.training.device.HostTensors;
import flashflow.training.device.ResidentTensors;
import flashflow.training.device.RowOrder;
import flashflow.training.state.TrainingSettings;

/** The training rows on their way to the density: columns chosen, transformed, shuffled, weighted. */
final class TrainingData implements AutoCloseable {
    private final ColumnLayout layout;
    private final DataFingerprint fingerprint;
    private final BatchLoader loader;
    private final BatchTensors tensors;
    private final RowWeights weights;
    private final Upload upload;
    private final int batchSize;

    /**
     * Opens them.
     *
     * @param source all of its rows are one batch where they are fewer than the settings want
     * @param input the density, and what the rows go through before
     * @param settings batch size, seed and column of weights
     * @param fingerprint of the source
     * @param resident whether the rows lie on the device
     */
    TrainingData(
            RowSource source,
            DensityInput input,
            TrainingSettings settings,
            DataFingerprint fingerprint,
            boolean resident) {
        this.layout = input.layout();
        this.fingerprint = fingerprint;
        this.batchSize = batchSize(source, settings);
        upload = new Upload(input.density());
        weights = RowWeights.of(source, settings.weightColumn(), settings.negativeWeights());
        var chosen = input.chosen(source);
        boolean single = leavesSingleRow(source, input, settings);
        var config = LoaderConfig.of(batchSize, settings.seed()).dropLast(!settings.keepLastBatch() || single);
        tensors = resident ? resident(input, chosen) : new HostTensors(input.density(), layout, batchSize);
        loader = resident ? BatchLoader.of(RowOrder.of(chosen), config) : input.loader(chosen, config);
    }

    private static BatchTensors resident(DensityInput input, RowSource chosen) {
        var config = LoaderConfig.inOrder(ResidentTensors.PART).cacheBytes(0);
        try (var loader = input.loader(chosen, config)) {
            return new ResidentTensors(loader, input.density());
        }
    }

    /** @throws FlashFlowException if these rows cannot be trained on */
    static void check(RowSource source, DensityInput input, TrainingSettings settings) {
        if (input.density().batchNorm() && batchSize(source, settings) < 2) {
            throw new FlashFlowException("A flow with batch norm cannot learn from batches of one row;"
                    + " take a larger batchSize (and two rows at least) or batchNorm(false).");
        }
        if (input.transform() != null) {
            checkLayout(input.transform().outputLayout(), input.layout());
        }
    }

    /** Rows of a batch: as many as the settings want, or all there are. */
    static int batchSize(RowSource source, TrainingSettings settings) {
        return (int) Math.min(settings.batchSize(), Math.max(1, source.rowCount()));
    }

    /** Whether an epoch would end with a batch of a single row, of which batch norm has no deviation; it is left out then. */
    static boolean leavesSingleRow(RowSource source, DensityInput input, TrainingSettings settings) {
        return input.density().batchNorm()
                && settings.keepLastBatch()
                && source.rowCount() % batchSize(source, settings) == 1;
    }

    private static void checkLayout(ColumnLayout given, ColumnLayout wanted) {
        if (given.context().size() != wanted.context().size()
                || given.targets().size() != wanted.targets().size()) {
            throw new FlashFlowException("The transform gives "
                    + given.context().size() + " context and "
                    + given.targets().size() + " target columns, and the flow takes "
                    + wanted.context().size() + " and " + wanted.targets().size() + "; make one fit the other.");
        }
    }

    /** Columns of the flow's context and targets. */
    ColumnLayout layout() {
        return layout;
    }

    DataFingerprint fingerprint() {
        return fingerprint;
    }

    /** Rows of a batch. */
    int batchSize() {
        return batchSize;
    }

    int batches() {
        return loader.batchesPerEpoch();
    }

    /** Rows of some successive batches; only the last one of an epoch may have fewer than the others. */
    long rows(int firstBatch, int count) {
        return Math.min((long) (firstBatch + count) * batchSize, loader.rowsPerEpoch()) - (long) firstBatch * batchSize;
    }

    /** An epoch from some batch on; its batches come to the device ahead of their updates. */
    BatchLoader.Epoch<WeightedBatch> epoch(int epoch, int firstBatch) {
        return loader.epoch(epoch, firstBatch, this::onDevice);
    }

    private WeightedBatch onDevice(RowBatch batch) {
        var on = tensors.load(batch);
        return new WeightedBatch(on, weights.tensor(on.scope(), upload, on.rows()));
    }

    RowWeights weights() {
        return weights;
    }

    @Override
    public void close() {
        loader.close();
        tensors.close();
    }
}
