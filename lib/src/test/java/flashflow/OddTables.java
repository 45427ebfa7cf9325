package flashflow;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Pairs of tables, reference and sample, that users come with: columns {@code x, y} to compare, a context {@code c}, whole
 * numbers {@code f} of 0, 4 and 5, and {@code event, fold} of two folds. Only x is odd, unless the name says otherwise.
 */
public enum OddTables {
    ORDINARY(normal(1), normal(2)),
    NO_ROWS(normal(1).first(0), normal(2).first(0)),
    NO_ROWS_IN_THE_SAMPLE(normal(1), normal(2).first(0)),
    ONE_ROW(normal(1).first(1), normal(2).first(1)),
    TWO_ROWS(normal(1).first(2), normal(2).first(2)),
    TWICE_THE_SAME(normal(1), normal(1)),
    CONSTANT(with(1, i -> 3), with(2, i -> 3)),
    CONSTANT_ZERO(with(1, i -> 0), with(2, i -> 0)),
    CONSTANT_IN_THE_SAMPLE(normal(1), with(2, i -> 0.1)),
    ALL_CONSTANT(constants(), constants()),
    NAN(with(1, i -> Double.NaN), with(2, i -> Double.NaN)),
    NAN_IN_THE_SAMPLE(normal(1), with(2, i -> Double.NaN)),
    SOME_NAN(with(1, i -> i % 7 == 0 ? Double.NaN : i % 10), with(2, i -> i % 5 == 0 ? Double.NaN : i % 10)),
    ONE_FINITE(with(1, i -> i == 3 ? 1 : Double.NaN), with(2, i -> i == 5 ? 2 : Double.NaN)),
    INFINITE(with(1, i -> i == 3 ? Double.POSITIVE_INFINITY : i), with(2, i -> i == 4 ? Double.NEGATIVE_INFINITY : i)),
    HUGE(with(1, i -> 1e30 * (i % 13)), with(2, i -> 1e30 * (i % 11))),
    LARGEST(with(1, i -> 1e300 * (i % 13)), with(2, i -> 1e300 * (i % 11))),
    FROM_END_TO_END(with(1, i -> i % 2 == 0 ? 1.5e308 : -1.5e308), with(2, i -> i % 3 == 0 ? 1.5e308 : -1.5e308)),
    FAR_APART(normal(1), with(2, i -> 1e300 * (1 + i))),
    ONE_FAR_OUT(with(1, i -> i == 3 ? 1e300 : i % 10), with(2, i -> i == 5 ? 1e300 : i % 10)),
    TINY(with(1, i -> 1e-320 * (i % 13)), with(2, i -> 1e-320 * (i % 11))),
    TINY_TO_ONE(with(1, i -> i % 2 == 0 ? 1e-320 : 1), with(2, i -> i % 3 == 0 ? 1e-320 : 1)),
    TINY_CONSTANT(with(1, i -> 1e-320), with(2, i -> 1e-320)),
    OFFSET(with(1, i -> 1e8 + i % 10), with(2, i -> 1e8 + i % 9)),
    CLOSE(with(1, i -> 1 + i % 3 * Math.ulp(1)), with(2, i -> 1 + i % 2 * Math.ulp(1))),
    WHOLE_ABOVE_2_31(whole(1, 1L << 31), whole(2, 1L << 31)),
    WHOLE_ABOVE_2_53(whole(1, 1L << 53), whole(2, 1L << 53)),
    WHOLE_ABOVE_2_62(whole(1, 1L << 62), whole(2, 1L << 62)),
    NEGATIVE(with(1, i -> -1 - i % 10), with(2, i -> -1 - i % 9)),
    OTHER_COLUMNS(normal(1), normal(2).removeColumns("x")),
    OTHER_LENGTHS(normal(1), normal(2).first(100)),
    TEXT(text(), text()),
    NO_COLUMNS(Table.create("none"), Table.create("none"));

    private final Table reference;
    private final Table sample;

    OddTables(Table reference, Table sample) {
        this.reference = reference;
        this.sample = sample;
    }

    public Table reference() {
        return reference.copy();
    }

    public Table sample() {
        return sample.copy();
    }

    private static Table normal(long seed) {
        var random = new Random(seed);
        return with(seed, i -> random.nextGaussian());
    }

    private static Table with(long seed, IntToDoubleFunction x) {
        var random = new Random(-seed);
        return Table.create(
                "odd",
                column("x", x),
                column("y", i -> random.nextGaussian()),
                column("c", i -> 1 + random.nextDouble()),
                column("f", i -> new int[] {0, 4, 5}[i % 3]),
                column("event", i -> i / 2),
                column("fold", i -> i % 2));
    }

    private static Table constants() {
        return Table.create("odd", column("x", i -> 3), column("y", i -> 4), column("c", i -> 5), column("f", i -> 5));
    }

    private static Table whole(long seed, long offset) {
        long[] values = IntStream.range(0, 120)
                .mapToLong(i -> offset + (i * seed * 7) % 50)
                .toArray();
        Table table = with(seed, i -> 0).removeColumns("x");
        return table.insertColumn(0, LongColumn.create("x", values));
    }

    private static Table text() {
        String[] words = new String[120];
        Arrays.fill(words, "word");
        return with(1, i -> 0).removeColumns("x").insertColumn(0, StringColumn.create("x", words));
    }

    private static DoubleColumn column(String name, IntToDoubleFunction value) {
        return DoubleColumn.create(name, IntStream.range(0, 120).mapToDouble(value::applyAsDouble));
    }
}
