package flashflow.data.loading;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.Batch;
import ai.djl.translate.Batchifier;
import flashflow.data.RowSource;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Batches as DJL's own trainer takes them: data (target x, context y), labels (x). */
public final class EngineBatches implements AutoCloseable {
    private final RowSource source;
    private final LoaderConfig config;
    private BatchLoader loader;
    private int epochs;

    public EngineBatches(RowSource source, LoaderConfig config) {
        this.source = source;
        this.config = config;
    }

    /** Each iterator is one epoch, the next one of this object. */
    public Iterable<Batch> over(NDManager manager) {
        return () -> new Batches(manager);
    }

    private synchronized BatchLoader.Epoch<RowBatch> nextEpoch() {
        if (loader == null) {
            loader = BatchLoader.of(source, config);
        }
        return loader.epoch(epochs++, 0);
    }

    @Override
    public synchronized void close() {
        if (loader != null) {
            loader.close();
            loader = null;
        }
    }

    private final class Batches implements Iterator<Batch> {
        private final NDManager manager;
        private final BatchLoader.Epoch<RowBatch> epoch = nextEpoch();
        private RowBatch next = epoch.next();
        private long given;

        Batches(NDManager manager) {
            this.manager = manager;
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Batch next() {
            if (next == null) {
                throw new NoSuchElementException();
            }
            try (RowBatch rows = next) {
                return batch(rows);
            } finally {
                next = epoch.next();
                given++;
            }
        }

        private Batch batch(RowBatch rows) {
            var own = manager.newSubManager();
            int context = source.layout().context().size();
            // The engine only borrows a buffer; the copies are what may outlive the batch's memory.
            try (NDArray all = own.create(rows.bytes(), new Shape(rows.size(), rows.width()), DataType.FLOAT32);
                    NDArray y = all.get(new NDIndex(":, :" + context));
                    NDArray x = all.get(new NDIndex(":, " + context + ":"))) {
                var targets = x.duplicate();
                var data = new NDList(targets, y.duplicate());
                long batches = (source.rowCount() + config.batchSize() - 1) / config.batchSize();
                return new Batch(
                        own,
                        data,
                        new NDList(targets),
                        rows.size(),
                        Batchifier.STACK,
                        Batchifier.STACK,
                        given,
                        batches);
            }
        }
    }
}
