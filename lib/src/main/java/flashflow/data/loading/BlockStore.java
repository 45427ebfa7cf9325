package flashflow.data.loading;

import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Reads and transforms blocks of a source, and keeps them where the whole source is small enough. */
final class BlockStore {
    private final RowSource source;
    private final RowTransform transform;
    private final BlockPlan plan;
    private final ColumnLayout layout;
    private final AtomicReferenceArray<float[]> kept;

    /** @param transform may be null */
    BlockStore(RowSource source, RowTransform transform, BlockPlan plan, long cacheBytes) {
        this.source = source;
        this.transform = transform;
        this.plan = plan;
        this.layout = transform == null ? source.layout() : transform.outputLayout();
        boolean fits = 4.0 * source.rowCount() * layout.width() <= cacheBytes;
        this.kept = fits ? new AtomicReferenceArray<>(plan.blocks()) : null;
    }

    ColumnLayout layout() {
        return layout;
    }

    float[] block(int block) {
        float[] found = kept == null ? null : kept.get(block);
        if (found != null) {
            return found;
        }
        float[] read = read(block);
        if (kept != null) {
            kept.set(block, read);
        }
        return read;
    }

    private float[] read(int block) {
        int count = plan.length(block);
        float[] rows = new float[Math.multiplyExact(count, source.layout().width())];
        source.read(plan.firstRow(block), count, rows, 0);
        if (transform == null) {
            return rows;
        }
        float[] out = new float[Math.multiplyExact(count, layout.width())];
        transform.apply(plan.firstRow(block), count, rows, out);
        return out;
    }
}
