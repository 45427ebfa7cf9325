package flashflow.flow.density;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Where each named tensor lies in the two flat arrays that hold all of them: trainable parameters and running statistics. One flat
 * array lets the optimizer take a single pass. A tensor that a configuration does without has size 0.
 */
public class TensorLayout {
    /**
     * One tensor.
     *
     * @param name for example {@code steps.0.blocks.1.linear0.weight}
     * @param offset of its first value in the flat array
     * @param rows first dimension
     * @param columns second dimension, 0 for a vector
     */
    public record Entry(String name, long offset, int rows, int columns) {
        /** Number of values. */
        public long size() {
            return columns == 0 ? rows : (long) rows * columns;
        }

        /** {@code [rows]} or {@code [rows, columns]}. */
        public long[] shape() {
            return columns == 0 ? new long[] {rows} : new long[] {rows, columns};
        }
    }

    private final Map<String, Entry> parameters = new LinkedHashMap<>();
    private final Map<String, Entry> statistics = new LinkedHashMap<>();

    /** Empty, for those who add the tensors. */
    protected TensorLayout() {}

    /** Trainable tensors by name, in the order of the flat array. */
    public final List<Entry> parameters() {
        return List.copyOf(parameters.values());
    }

    /** Running statistics by name, in the order of their flat array. */
    public final List<Entry> statistics() {
        return List.copyOf(statistics.values());
    }

    /** The trainable tensor of that name; null where there is none. */
    public final Entry parameter(String name) {
        return parameters.get(name);
    }

    /** The running statistic of that name; null where there is none. */
    public final Entry statistic(String name) {
        return statistics.get(name);
    }

    /** Number of trainable values. */
    public final long parameterCount() {
        return end(parameters);
    }

    /** Number of values of {@link #statistics()}. */
    public final long statisticCount() {
        return end(statistics);
    }

    /** Offset, rows and columns of each tensor, as the kernels take them. */
    public static long[] spec(List<Entry> entries) {
        return entries.stream()
                .flatMapToLong(e -> LongStream.of(e.offset(), e.rows(), e.columns()))
                .toArray();
    }

    /** Adds a trainable tensor behind the others; columns 0 for a vector. */
    protected final void addParameter(String name, int rows, int columns) {
        put(parameters, name, rows, columns);
    }

    /** Adds a running statistic behind the others; columns 0 for a vector. */
    protected final void addStatistic(String name, int rows, int columns) {
        put(statistics, name, rows, columns);
    }

    private static void put(Map<String, Entry> to, String name, int rows, int columns) {
        to.put(name, new Entry(name, end(to), rows, rows == 0 ? 0 : columns));
    }

    private static long end(Map<String, Entry> entries) {
        return entries.values().stream().mapToLong(Entry::size).sum();
    }
}
