package flashflow.training.device;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import flashflow.data.ColumnLayout;
import flashflow.data.loading.BatchLoader;
import flashflow.data.loading.RowBatch;
import flashflow.flow.density.ConditionalDensity;

/** All training rows on the device, ready for the density. A batch is gathered there, by the places of its rows in the source. */
public final class ResidentTensors implements BatchTensors {
    /** Rows that are brought to the device at a time. */
    public static final int PART = 16_384;

    private final ColumnLayout layout;
    private final NDManager manager;
    private final NDArray x;
    private final NDArray y;

    /**
     * Fetches the rows.
     *
     * @param rows batches of at most {@link #PART} rows in the order of the source
     * @param density its device receives the rows
     */
    public ResidentTensors(BatchLoader rows, ConditionalDensity density) {
        layout = rows.layout();
        manager = density.parameters().getManager().newSubManager();
        try {
            x = manager.zeros(new Shape(rows.rowsPerEpoch(), layout.targets().size()));
            y = manager.zeros(new Shape(rows.rowsPerEpoch(), layout.context().size()));
            fill(rows, density);
        } catch (RuntimeException | Error e) {
            manager.close();
            throw e;
        }
    }

    private void fill(BatchLoader rows, ConditionalDensity density) {
        try (var host = new HostTensors(density, layout, PART);
                var epoch = rows.epoch(0, 0, host::load)) {
            for (DeviceBatch part = epoch.next(); part != null; part = epoch.next()) {
                put(part);
                part.close();
            }
        }
    }

    private void put(DeviceBatch part) {
        long first = part.rows()[0];
        var place = new NDIndex(first + ":" + (first + part.rows().length));
        x.set(place, part.x());
        if (!layout.context().isEmpty()) {
            y.set(place, part.y());
        }
    }

    @Override
    public DeviceBatch load(RowBatch batch) {
        long[] rows = batch.rowIndices();
        batch.close();
        var scope = manager.newSubManager();
        try (NDArray places = scope.create(rows)) {
            var index = new NDIndex("{}", places);
            NDArray context = layout.context().isEmpty() ? scope.zeros(new Shape(rows.length, 0)) : y.get(scope, index);
            return new DeviceBatch(scope, x.get(scope, index), context, rows, () -> {});
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
