package flashflow.spark.rows;

import flashflow.random.Purpose;
import flashflow.random.SplitMix;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A bounded number of rows, chosen by a hash of their numbers: the same ones however the rows are cut into parts. Rows of two
 * samples that have one number are chosen together.
 *
 * @param key of the hash
 * @param limit chosen are rows whose hash, as a number without sign, lies below; -1 chooses all
 */
public record RowChoice(long key, long limit) implements Serializable {
    /** Of the wanted number, beyond which a binomial number of chosen rows seldom goes. */
    private static final double SPARE_DEVIATIONS = 6;

    /** A chosen row. */
    public record Row(long hash, double[] values) implements Serializable {}

    /** {@code most} and a few more of {@code count} rows; all where there are no more. */
    public static RowChoice of(long seed, long purpose, long count, int most) {
        double wanted = most + SPARE_DEVIATIONS * Math.sqrt(most);
        long limit = count <= wanted ? -1 : (long) (wanted / count * 0x1p63) << 1;
        return new RowChoice(Purpose.VALIDATION.key(seed, purpose), limit);
    }

    /** Not one row. */
    public static RowChoice none() {
        return new RowChoice(0, 0);
    }

    /** The hash of a row. */
    public long hash(long number) {
        return SplitMix.value(key, number);
    }

    /** Whether a row of this hash may be chosen. */
    public boolean has(long hash) {
        return limit == -1 || Long.compareUnsigned(hash, limit) < 0;
    }

    /** Adds those rows of a block that may be chosen. */
    public void addTo(List<Row> found, long[] numbers, double[] values, int width, int count) {
        for (int i = 0; i < count; i++) {
            long hash = hash(numbers[i]);
            if (has(hash)) {
                found.add(new Row(hash, Arrays.copyOfRange(values, i * width, (i + 1) * width)));
            }
        }
    }

    /** Those of the lowest hashes, in the order of these, at most so many. */
    public static List<Row> lowest(List<Row> found, int most) {
        var order = Comparator.comparing(Row::hash, Long::compareUnsigned)
                .thenComparing(Row::values, (a, b) -> Arrays.compare(a, b));
        return found.stream().sorted(order).limit(most).toList();
    }
}
