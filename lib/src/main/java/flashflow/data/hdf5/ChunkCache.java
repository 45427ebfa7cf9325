package flashflow.data.hdf5;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** Keeps decoded chunks that were read in part, so that the next rows of the same chunk need no second decompression. */
final class ChunkCache {
    private final int capacity;
    private final Map<Integer, float[]> chunks;

    /** @param capacity how many chunks are kept, the least recently used go first */
    ChunkCache(int capacity) {
        this.capacity = capacity;
        this.chunks = new LinkedHashMap<>(16, 0.75f, true);
    }

    float[] get(int chunk, IntFunction<float[]> decode) {
        synchronized (chunks) {
            float[] found = chunks.get(chunk);
            if (found != null) {
                return found;
            }
        }
        float[] decoded = decode.apply(chunk);
        synchronized (chunks) {
            chunks.put(chunk, decoded);
            if (chunks.size() > capacity) {
                chunks.remove(chunks.keySet().iterator().next());
            }
        }
        return decoded;
    }

    /** The chunk if it is here, else null. */
    float[] peek(int chunk) {
        synchronized (chunks) {
            return chunks.get(chunk);
        }
    }
}
