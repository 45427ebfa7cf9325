package flashflow.data.hdf5;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/** Counts the whole numbers of tables that float32 does not hold, such as ids beyond 2^24. */
final class RoundedColumns {
    private static final double EXACT_TO = 1 << 24;

    private record Rounded(long count, long of, long distinctLost, long example) {
        Rounded plus(Rounded other) {
            return new Rounded(
                    count + other.count,
                    of + other.of,
                    distinctLost + other.distinctLost,
                    count > 0 ? example : other.example);
        }
    }

    private final Map<String, Rounded> columns = new LinkedHashMap<>();

    void add(Table table, List<String> names) {
        for (String name : names) {
            columns.merge(name, look((NumericColumn<?>) table.column(name)), Rounded::plus);
        }
    }

    private static Rounded look(NumericColumn<?> column) {
        long[] whole = IntStream.range(0, column.size())
                .filter(i -> Math.abs(column.getDouble(i)) > EXACT_TO
                        && column.getDouble(i) == Math.rint(column.getDouble(i)))
                .mapToLong(i -> column instanceof LongColumn longs ? longs.getLong(i) : (long) column.getDouble(i))
                .toArray();
        long[] changed = LongStream.of(whole).filter(v -> v != (long) (float) v).toArray();
        long before = LongStream.of(whole).distinct().count();
        long after = LongStream.of(whole).map(v -> (long) (float) v).distinct().count();
        return new Rounded(changed.length, column.size(), before - after, changed.length > 0 ? changed[0] : 0);
    }

    List<String> sentences() {
        var sentences = new ArrayList<String>();
        columns.forEach((name, rounded) -> {
            if (rounded.count() > 0) {
                sentences.add(sentence(name, rounded));
            }
        });
        return sentences;
    }

    private static String sentence(String name, Rounded rounded) {
        return String.format(
                Locale.ROOT,
                "Column '%s': %,d of %,d whole numbers were rounded to float32 (%d to %d), by which %,d distinct values were"
                        + " lost; write such ids as two columns, or leave them out.",
                name,
                rounded.count(),
                rounded.of(),
                rounded.example(),
                (long) (float) rounded.example(),
                rounded.distinctLost());
    }
}
