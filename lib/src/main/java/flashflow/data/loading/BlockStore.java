package flashflow.data.loading;

import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import java.util.stream.Stream;

/** Reads and transforms blocks of a source, and keeps them where the whole source is small enough. */
final class BlockStore {
    /**
     * The values of a block.
     *
     * @param values row after row, perhaps of other blocks too
     * @param offset where the block's begin
     */
    record Block(float[] values, int offset) {}

    private final RowSource source;
    private final BlockPlan plan;
    private final ColumnLayout layout;
    /** What was read so far, by the number of the read; null where nothing is kept. */
    private final float[][] kept;

    /** What is held while it is read. */
    private final Object[] reading;

    /** @param transform may be null */
    BlockStore(RowSource source, RowTransform transform, BlockPlan plan, long cacheBytes) {
        this.source = transform == null ? source : TransformedRows.of(source, transform);
        this.plan = plan;
        this.layout = this.source.layout();
        boolean fits = 4.0 * source.rowCount() * layout.width() <= cacheBytes;
        this.kept = fits ? new float[plan.reads()][] : null;
        this.reading = fits ? Stream.generate(Object::new).limit(plan.reads()).toArray() : null;
    }

    ColumnLayout layout() {
        return layout;
    }

    Block block(int block) {
        if (kept == null) {
            return new Block(read(block, 1), 0);
        }
        int before = block % plan.readBlocks();
        return new Block(kept(block / plan.readBlocks()), before * plan.blockRows() * layout.width());
    }

    /** Blocks that are read at once are wanted by several threads at a time. */
    private float[] kept(int number) {
        synchronized (reading[number]) {
            float[] found = kept[number];
            if (found == null) {
                found = read(number * plan.readBlocks(), plan.readBlocks());
                kept[number] = found;
            }
            return found;
        }
    }

    private float[] read(int block, int blocks) {
        int count = plan.length(block, blocks);
        float[] rows = new float[Math.multiplyExact(count, layout.width())];
        source.read(plan.firstRow(block), count, rows, 0);
        return rows;
    }
}
