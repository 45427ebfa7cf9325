package flashflow.training;

import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import flashflow.data.loading.BatchLoader;
import flashflow.data.loading.LoaderConfig;
import flashflow.data.loading.RowBatch;
import flashflow.flow.Upload;
import flashflow.training.checkpoint.DataFingerprint;
import flashflow.training.device.BatchTensors;
import flashflow.training.device.HostTensors;
import flashflow.training.device.ResidentTensors;
import flashflow.training.device.RowOrder;
import flashflow.training.state.TrainingSettings;

/** The training rows on their way to the flow: columns chosen, transformed, shuffled, weighted. */
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
     * @param source has at least a batch of rows
     * @param input the flow, and what the rows go through before
     * @param settings batch size, seed and column of weights
     * @param fingerprint of the source
     * @param resident whether the rows lie on the device
     */
    TrainingData(
            RowSource source,
            FlowInput input,
            TrainingSettings settings,
            DataFingerprint fingerprint,
            boolean resident) {
        this.layout = input.layout();
        this.fingerprint = fingerprint;
        this.batchSize = settings.batchSize();
        upload = new Upload(input.flow());
        weights = RowWeights.of(source, settings.weightColumn(), settings.negativeWeights());
        var chosen = input.chosen(source);
        var config = LoaderConfig.of(settings.batchSize(), settings.seed()).dropLast(!settings.keepLastBatch());
        tensors = resident ? resident(input, chosen) : new HostTensors(input.flow(), layout, settings.batchSize());
        loader = resident ? BatchLoader.of(RowOrder.of(chosen), config) : input.loader(chosen, config);
    }

    private static BatchTensors resident(FlowInput input, RowSource chosen) {
        var config = LoaderConfig.inOrder(ResidentTensors.PART).cacheBytes(0);
        try (var loader = input.loader(chosen, config)) {
            return new ResidentTensors(loader, input.flow());
        }
    }

    /** @throws FlashFlowException if these rows cannot be trained on */
    static void check(RowSource source, FlowInput input, TrainingSettings settings) {
        int batchSize = settings.batchSize();
        if (source.rowCount() < batchSize) {
            throw new FlashFlowException("The training data have " + source.rowCount()
                    + " rows, fewer than one batch of " + batchSize
                    + "; take more rows (a higher limit) or a smaller batchSize.");
        }
        if (input.flow().config().batchNorm() && batchSize < 2) {
            throw new FlashFlowException("A flow with batch norm cannot learn from batches of one row;"
                    + " take a larger batchSize or batchNorm(false).");
        }
        if (input.flow().config().batchNorm() && settings.keepLastBatch() && source.rowCount() % batchSize == 1) {
            throw new FlashFlowException("The last batch of " + batchSize + " rows would have one row of the "
                    + source.rowCount() + ", from which a flow with batch norm cannot learn; take another batchSize.");
        }
        if (input.transform() != null) {
            checkLayout(input.transform().outputLayout(), input.layout());
        }
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
