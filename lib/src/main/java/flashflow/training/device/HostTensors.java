package flashflow.training.device;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import flashflow.data.ColumnLayout;
import flashflow.data.Pool;
import flashflow.data.loading.RowBatch;
import flashflow.flow.density.ConditionalDensity;
import flashflow.flow.density.Upload;
import java.nio.ByteBuffer;

/** Copies the loader's rows to the device, batch by batch. */
public final class HostTensors implements BatchTensors {
    /** More batches than a loader prepares ahead by itself. */
    private static final int KEPT = 12;

    private record Memory(ByteBuffer x, ByteBuffer y) {}

    private final int context;
    private final int targets;
    private final NDManager manager;
    private final Upload upload;
    private final float[] rows;
    private final Pool<Memory> memory;

    /** @param largestBatch rows of the largest batch that will come */
    public HostTensors(ConditionalDensity density, ColumnLayout layout, int largestBatch) {
        context = layout.context().size();
        targets = layout.targets().size();
        manager = density.parameters().getManager();
        upload = new Upload(density);
        rows = new float[Math.multiplyExact(largestBatch, layout.width())];
        memory = new Pool<>(
                KEPT, () -> new Memory(Upload.memory(largestBatch * targets), Upload.memory(largestBatch * context)));
    }

    @Override
    public DeviceBatch load(RowBatch batch) {
        var into = memory.take();
        long[] indices = batch.rowIndices();
        try (batch) {
            split(batch, into);
        }
        var scope = manager.newSubManager();
        try {
            NDArray x = upload.array(scope, into.x, new Shape(indices.length, targets));
            NDArray y = upload.array(scope, into.y, new Shape(indices.length, context));
            if (upload.borrows()) {
                return new DeviceBatch(scope, x, y, indices, () -> memory.give(into));
            }
            memory.give(into);
            return new DeviceBatch(scope, x, y, indices, () -> {});
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    private void split(RowBatch batch, Memory into) {
        batch.rows().get(rows, 0, batch.size() * (context + targets));
        var xs = into.x.asFloatBuffer();
        var ys = into.y.asFloatBuffer();
        for (int r = 0; r < batch.size(); r++) {
            int at = r * (context + targets);
            ys.put(rows, at, context);
            xs.put(rows, at + context, targets);
        }
    }
}
