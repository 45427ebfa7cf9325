package flashflow.data.hdf5.format;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How a dataset is cut into chunks, as far as the numbering of the chunks in an index goes. A chunk's place is its number
 * along the first dimension, its row, and its number among those of one row, its column, of which the last dimension changes
 * fastest.
 *
 * @param chunkBytes of a chunk without filters
 * @param filtered whether chunks are stored through filters
 * @param sides chunks along each dimension, now
 * @param most chunks along each dimension at the dataset's largest extent, {@link Dataspace#UNLIMITED} without bound
 */
public record ChunkGrid(long chunkBytes, boolean filtered, List<Long> sides, List<Long> most) {
    /** Number of dimensions. */
    int rank() {
        return sides.size();
    }

    boolean holds(long... place) {
        return IntStream.range(0, rank()).allMatch(i -> place[i] >= 0 && place[i] < sides.get(i));
    }

    /** A chunk's number among those of its row. */
    long column(long... place) {
        long column = 0;
        for (int i = 1; i < rank(); i++) {
            column = column * sides.get(i) + place[i];
        }
        return column;
    }

    /** Chunks of one row. */
    long columns() {
        return sides.stream().skip(1).reduce(1L, (a, b) -> a * b);
    }
}
