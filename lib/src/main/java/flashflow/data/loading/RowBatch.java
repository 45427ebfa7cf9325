package flashflow.data.loading;

import flashflow.data.Pool;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * Some rows in direct memory, ready to be handed to an engine. Belongs to whoever took it until it is closed; its memory is
 * then used for a later batch.
 */
public final class RowBatch implements LoadedBatch {
    private final ByteBuffer memory;
    private final int size;
    private final int width;
    private final long[] rowIndices;
    private Pool<ByteBuffer> pool;

    RowBatch(ByteBuffer memory, int size, int width, long[] rowIndices, Pool<ByteBuffer> pool) {
        this.memory = memory;
        this.size = size;
        this.width = width;
        this.rowIndices = rowIndices;
        this.pool = pool;
    }

    /** Number of rows. */
    public int size() {
        return size;
    }

    /** Number of values in a row. */
    public int width() {
        return width;
    }

    /** The values, size() x width(), row after row; direct, in native byte order. */
    public FloatBuffer rows() {
        return bytes().asFloatBuffer();
    }

    /** The same memory as bytes, 4 x size() x width(). */
    public ByteBuffer bytes() {
        if (pool == null) {
            throw new IllegalStateException("This batch was closed; its memory may hold other rows by now.");
        }
        return memory.slice(0, 4 * size * width).order(memory.order());
    }

    /** Index of each row in the source. */
    public long[] rowIndices() {
        return rowIndices.clone();
    }

    /** Gives the memory back to the loader. */
    @Override
    public void close() {
        if (pool != null) {
            pool.give(memory);
            pool = null;
        }
    }
}
