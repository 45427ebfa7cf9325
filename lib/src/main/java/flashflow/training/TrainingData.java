package flashflow.training;

import flashflow.FlashFlowException;
import flashflow.data.ChosenColumns;
import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import flashflow.data.loading.BatchLoader;
import flashflow.data.loading.LoaderConfig;
import flashflow.data.loading.RowBatch;
import flashflow.flow.Upload;

/** The training rows on their way to the flow: columns chosen, transformed, shuffled, weighted. */
final class TrainingData implements AutoCloseable {
    private final DataPrint print;
    private final BatchLoader loader;
    private final BatchTensors tensors;
    private final RowWeights weights;
    private final Upload upload;

    TrainingData(Parts parts, RowSource source) {
        var settings = parts.settings;
        checkRows(source.rowCount(), settings.batchSize(), parts.flow.config().batchNorm());
        print = DataPrint.of(source);
        upload = new Upload(parts.flow);
        weights = RowWeights.of(source, parts.weightColumn);
        var chosen = ChosenColumns.of(source, parts.layout);
        checkLayout(parts.transform == null ? chosen.layout() : parts.transform.outputLayout(), parts.layout);
        long bytes = 4 * source.rowCount() * parts.layout.width();
        boolean resident = parts.residency.onDevice(bytes, MemoryNeed.of(parts));
        tensors = resident ? resident(parts, chosen) : new HostTensors(parts.flow, parts.layout, settings.batchSize());
        var config = LoaderConfig.of(settings.batchSize(), settings.seed()).dropLast(true);
        loader = resident ? BatchLoader.of(RowOrder.of(chosen), config) : parts.loader(chosen, config);
    }

    private static BatchTensors resident(Parts parts, RowSource rows) {
        var config = LoaderConfig.inOrder(ResidentTensors.PART).cacheBytes(0);
        try (var loader = parts.loader(rows, config)) {
            return new ResidentTensors(loader, parts.flow);
        }
    }

    private static void checkRows(long rows, int batchSize, boolean batchNorm) {
        if (rows < batchSize) {
            throw new FlashFlowException("The training data have " + rows + " rows, fewer than one batch of "
                    + batchSize + "; take more rows (a higher limit) or a smaller batchSize.");
        }
        if (batchNorm && batchSize < 2) {
            throw new FlashFlowException("A flow with batch norm cannot learn from batches of one row;"
                    + " take a larger batchSize or batchNorm(false).");
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

    DataPrint print() {
        return print;
    }

    long rows() {
        return print.rows();
    }

    int batches() {
        return loader.batchesPerEpoch();
    }

    /** An epoch from some batch on; its batches come to the device ahead of their steps. */
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
