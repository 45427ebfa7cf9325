package flashflow.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import flashflow.data.BatchLoader;
import flashflow.data.ColumnLayout;
import flashflow.data.RowBatch;

/** All training rows on the device, ready for the flow. A batch is gathered there, by the places of its rows in the source. */
final class ResidentTensors implements BatchTensors {
    /** Rows that are brought to the device at a time. */
    static final int PART = 16_384;

    private final ColumnLayout layout;
    private final NDManager manager;
    private final NDArray x;
    private final NDArray y;

    /**
     * Fetches the rows.
     *
     * @param rows batches of at most {@link #PART} rows in the order of the source
     * @param owner its device receives the rows
     */
    ResidentTensors(BatchLoader rows, NDManager owner) {
        layout = rows.layout();
        manager = owner.newSubManager();
        try {
            x = manager.zeros(new Shape(rows.rowsPerEpoch(), layout.targets().size()));
            y = manager.zeros(new Shape(rows.rowsPerEpoch(), layout.context().size()));
            fill(rows);
        } catch (RuntimeException | Error e) {
            manager.close();
            throw e;
        }
    }

    private void fill(BatchLoader rows) {
        try (var host = new HostTensors(layout, PART);
                var epoch = rows.epoch(0, 0)) {
            for (RowBatch batch = epoch.next(); batch != null; batch = epoch.next()) {
                try (NDManager scope = manager.newSubManager()) {
                    put(host.load(scope, batch), batch.rowIndices()[0], batch.size());
                }
                batch.close();
            }
        }
    }

    private void put(Tensors part, long first, int count) {
        var place = new NDIndex(first + ":" + (first + count));
        x.set(place, part.x());
        if (!layout.context().isEmpty()) {
            y.set(place, part.y());
        }
    }

    @Override
    public Tensors load(NDManager scope, RowBatch batch) {
        return load(scope, batch.rowIndices());
    }

    private Tensors load(NDManager scope, long[] indices) {
        try (NDArray places = scope.create(indices)) {
            var index = new NDIndex("{}", places);
            NDArray context =
                    layout.context().isEmpty() ? scope.zeros(new Shape(indices.length, 0)) : y.get(scope, index);
            return new Tensors(x.get(scope, index), context);
        }
    }

    @Override
    public String largest(long[] indices) {
        try (NDManager scope = manager.newSubManager()) {
            var batch = load(scope, indices);
            float[] rows = batch.y().concat(batch.x(), 1).toFloatArray();
            return BatchTensors.largest(rows, layout, indices);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
