package flashflow.data.parquet;

import java.util.stream.IntStream;

/**
 * Values at equal distances: those of a column of consecutive rows, of which each may have a list.
 *
 * @param first index
 * @param distance from one to the next
 * @param count how many
 */
record Strided(int first, int distance, int count) {
    int index(int i) {
        return first + i * distance;
    }

    IntStream indices() {
        return IntStream.range(0, count).map(this::index);
    }
}
