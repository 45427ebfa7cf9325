package flashflow.data.hdf5.reading;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Keeps decoded chunks that were read in part, so that the next rows of the same chunk need no second decompression. One for
 * all files of a dataset, so that many files take no more memory than one; the chunks used longest ago go first.
 */
public final class ChunkCache {
    private static final long MOST_BYTES = 64L << 20;

    /** A chunk of one file. */
    private record Key(Object owner, int chunk) {}

    private final Map<Key, float[]> chunks = new LinkedHashMap<>(16, 0.75f, true);
    private long capacity;
    private long held;

    /** @param capacity bytes that are kept */
    ChunkCache(long capacity) {
        this.capacity = capacity;
    }

    /** For one dataset: 64 MiB, less where the JVM has little memory. */
    public static ChunkCache ofDataset() {
        return new ChunkCache(Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / 16));
    }

    /**
     * Makes room for what has to be kept together, one row of a grid of chunks, as far as an eighth of the JVM's memory goes:
     * with less, every reading of some rows would decode all of it anew.
     */
    public synchronized void atLeast(long bytes) {
        capacity = Math.max(capacity, Math.min(bytes, Runtime.getRuntime().maxMemory() / 8));
    }

    float[] get(Object owner, int chunk, IntFunction<float[]> decode) {
        float[] found = peek(owner, chunk);
        if (found != null) {
            return found;
        }
        float[] decoded = decode.apply(chunk);
        keep(new Key(owner, chunk), decoded);
        return decoded;
    }

    private synchronized void keep(Key key, float[] chunk) {
        if (bytes(chunk) > capacity) {
            return;
        }
        float[] before = chunks.put(key, chunk);
        held += bytes(chunk) - (before == null ? 0 : bytes(before));
        var eldest = chunks.values().iterator();
        while (held > capacity) {
            held -= bytes(eldest.next());
            eldest.remove();
        }
    }

    private static long bytes(float[] chunk) {
        return 4L * chunk.length;
    }

    /** Bytes of the chunks that are kept. */
    synchronized long held() {
        return held;
    }

    /** The chunk if it is here, else null. */
    synchronized float[] peek(Object owner, int chunk) {
        return chunks.get(new Key(owner, chunk));
    }
}
