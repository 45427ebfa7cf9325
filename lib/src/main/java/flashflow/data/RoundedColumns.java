package flashflow.data;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/**
 * What columns of tables lose when their numbers become float32: whole numbers beyond 2^24, such as ids, are rounded, and
 * numbers close to each other but far from zero, such as times in seconds, fall together.
 */
public final class RoundedColumns {
    /** Of the distinct numbers with fractions; fewer fall together in any float32 column. */
    private static final double TOLD_FROM = 0.01;

    private static final double LONGEST_PLAIN = 1e19;

    /**
     * What one column loses.
     *
     * @param whole whether all its numbers are whole
     * @param rounded numbers that float32 does not hold
     * @param of all numbers
     * @param before distinct numbers, those of each table by themselves
     * @param after how many of them are left
     * @param example of a number and what becomes of it
     */
    private record Loss(boolean whole, long rounded, long of, long before, long after, String example) {
        static final Loss NONE = new Loss(true, 0, 0, 0, 0, "");

        Loss plus(Loss other) {
            return new Loss(
                    whole && other.whole,
                    rounded + other.rounded,
                    of + other.of,
                    before + other.before,
                    after + other.after,
                    example.isEmpty() ? other.example : example);
        }

        boolean isTold() {
            return whole ? rounded > 0 : before - after > TOLD_FROM * before;
        }
    }

    private final Map<String, Loss> columns = new LinkedHashMap<>();

    /** Looks at columns of numbers of a table, by their full names. */
    public void add(Table table, List<String> names) {
        for (String name : names) {
            columns.merge(name, loss((NumericColumn<?>) table.column(name)), Loss::plus);
        }
    }

    private static Loss loss(NumericColumn<?> column) {
        if (column instanceof FloatColumn) {
            return Loss.NONE;
        }
        return column instanceof LongColumn longs ? ofLongs(longs.asLongArray()) : ofDoubles(column.asDoubleArray());
    }

    private static Loss ofLongs(long[] values) {
        float[] rounded = new float[values.length];
        int count = 0;
        String example = "";
        for (int i = 0; i < values.length; i++) {
            rounded[i] = values[i];
            // A long ends just below 2^63, which becomes the largest one again.
            boolean held = rounded[i] != 0x1p63f && (long) rounded[i] == values[i];
            example = held || count > 0 ? example : example(Long.toString(values[i]), rounded[i]);
            count += held ? 0 : 1;
        }
        return count == 0
                ? new Loss(true, 0, values.length, 0, 0, "")
                : new Loss(true, count, values.length, distinct(values), distinct(rounded), example);
    }

    private static Loss ofDoubles(double[] values) {
        float[] rounded = new float[values.length];
        int count = 0;
        boolean whole = true;
        String example = "";
        for (int i = 0; i < values.length; i++) {
            rounded[i] = (float) values[i];
            boolean held = rounded[i] == values[i] || Double.isNaN(values[i]);
            whole &= values[i] == Math.rint(values[i]) || Double.isNaN(values[i]);
            example = held || count > 0 ? example : example(text(values[i]), rounded[i]);
            count += held ? 0 : 1;
        }
        if (count == 0) {
            return new Loss(whole, 0, values.length, 0, 0, "");
        }
        long[] bits = Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
        return new Loss(whole, count, values.length, distinct(bits), distinct(rounded), example);
    }

    private static String example(String exact, float rounded) {
        return exact + " to " + text(rounded);
    }

    private static String text(double value) {
        boolean plain = Math.abs(value) < LONGEST_PLAIN && value == Math.rint(value);
        return plain ? new BigDecimal(value).toPlainString() : Double.toString(value);
    }

    private static long distinct(float[] values) {
        long[] bits = new long[values.length];
        Arrays.setAll(bits, i -> Float.floatToIntBits(values[i]));
        return distinct(bits);
    }

    private static long distinct(long[] values) {
        long[] sorted = values.clone();
        Arrays.parallelSort(sorted);
        long count = sorted.length == 0 ? 0 : 1;
        for (int i = 1; i < sorted.length; i++) {
            count += sorted[i] == sorted[i - 1] ? 0 : 1;
        }
        return count;
    }

    /** One sentence for each column that loses something. */
    public List<String> sentences() {
        return columns.entrySet().stream()
                .filter(column -> column.getValue().isTold())
                .map(column -> sentence(column.getKey(), column.getValue()))
                .toList();
    }

    private static String sentence(String name, Loss loss) {
        return String.format(
                Locale.ROOT,
                "Column '%s': %,d of %,d %s were rounded to float32 (%s), by which %,d of %,d distinct values were lost; %s.",
                name,
                loss.rounded,
                loss.of,
                loss.whole ? "whole numbers" : "numbers",
                loss.example,
                loss.before - loss.after,
                loss.before,
                loss.whole ? "split such ids into two columns, or leave them out" : "subtract an offset before");
    }
}
