package flashflow.validation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.data.Interruption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** Two samples of the same context: the classifier must not know a row again that it was trained on. */
class SharedContextTest {
    private static final int ROWS = 600;
    private static final int CONTEXT = 8;

    /** How the rows of the sample stand to those of the reference; the shift is that of the targets. */
    private enum Pairing {
        SELF {
            @Override
            Table[] tables(double shift) {
                Table table = rows(context(1), 0, 2);
                return new Table[] {table, shift == 0 ? table : rows(context(1), shift, 2)};
            }
        },
        SAME_ROWS {
            @Override
            Table[] tables(double shift) {
                return new Table[] {rows(context(1), 0, 2), rows(context(1), shift, 3)};
            }
        },
        SHUFFLED {
            @Override
            Table[] tables(double shift) {
                int[] order = Resampler.of(5).chosen(ROWS, ROWS);
                return new Table[] {rows(context(1), 0, 2), picked(rows(context(1), shift, 3), order)};
            }
        },
        PART {
            @Override
            Table[] tables(double shift) {
                int[] order = Resampler.of(5).chosen(ROWS, ROWS);
                return new Table[] {
                    rows(context(1), 0, 2), picked(rows(context(1), shift, 3), Arrays.copyOf(order, 450))
                };
            }
        },
        FOLDS {
            @Override
            Table[] tables(double shift) {
                int[] events = IntStream.range(0, 4 * ROWS).map(i -> i / 4).toArray();
                return new Table[] {rows(context(1), 0, 2), rows(chosen(context(1), events), shift, 3)};
            }
        },
        FOLDS_ONE_AFTER_THE_OTHER {
            @Override
            Table[] tables(double shift) {
                int[] events = IntStream.range(0, 4 * ROWS).map(i -> i % ROWS).toArray();
                return new Table[] {rows(context(1), 0, 2), rows(chosen(context(1), events), shift, 3)};
            }
        },
        FOLDS_OF_BOTH {
            @Override
            Table[] tables(double shift) {
                int[] events = IntStream.range(0, 2 * ROWS).map(i -> i / 4).toArray();
                return new Table[] {rows(chosen(context(1), events), 0, 2), rows(chosen(context(1), events), shift, 3)};
            }
        },
        ROUNDED {
            @Override
            Table[] tables(double shift) {
                double[][] context = context(1);
                for (double[] column : context) {
                    Arrays.setAll(column, i -> Math.rint(column[i] * 20) / 20);
                }
                int[] order = Resampler.of(5).chosen(ROWS, ROWS);
                return new Table[] {rows(context, 0, 2), picked(rows(context, shift, 3), order)};
            }
        };

        /** Reference and sample. */
        abstract Table[] tables(double shift);
    }

    @ParameterizedTest
    @EnumSource(Pairing.class)
    void samplesOfOneDistributionAreNotToldApart(Pairing pairing) {
        Table[] tables = pairing.tables(0);
        double[] areas = IntStream.range(0, 3)
                .mapToDouble(seed -> TwoSampleClassifier.of(tables[0], tables[1], seed)
                        .area()
                        .value())
                .toArray();
        // Trained on one of a pair and judged by the other, it comes to 0.41 to 0.47.
        double error = Math.sqrt(1 / (6.0 * ROWS / 2));
        assertEquals(0.5, Arrays.stream(areas).average().orElseThrow(), 2.5 * error, () -> Arrays.toString(areas));
    }

    @ParameterizedTest
    @EnumSource(Pairing.class)
    void aShiftIsNotHidden(Pairing pairing) {
        Table[] tables = pairing.tables(1);
        var area = TwoSampleClassifier.of(tables[0], tables[1], 1).area();
        assertTrue(area.value() > 0.6, area.toString());
    }

    @ParameterizedTest
    @EnumSource(Pairing.class)
    void rowsOfOneContextAreOfOneEvent(Pairing pairing) {
        Table[] tables = pairing.tables(0);
        try (var work = Interruption.of("test")) {
            var samples = MatchedSamples.of(tables[0], tables[1]).byContext(work);
            var events = new HashMap<String, Integer>();
            for (var rows : new Observations[] {samples.reference(), samples.sample()}) {
                for (int i = 0; i < rows.size(); i++) {
                    String context = context(rows, i);
                    Integer before = events.putIfAbsent(context, rows.events()[i]);
                    assertTrue(before == null || before == rows.events()[i], () -> "context " + context);
                }
            }
            assertTrue(new HashSet<>(events.values()).size() > 0.8 * events.size(), "hardly any event holds two");
        }
    }

    @Test
    void samplesWithoutACommonContextHaveNone() {
        Table counts = Table.create("counts", DoubleColumn.create("n", counts(1)), DoubleColumn.create("m", counts(2)));
        Table others = Table.create("others", DoubleColumn.create("n", counts(3)), DoubleColumn.create("m", counts(4)));
        var samples = MatchedSamples.of(counts, others);
        try (var work = Interruption.of("test")) {
            assertTrue(SharedContext.of(samples.reference(), samples.sample(), work)
                    .isEmpty());
        }
    }

    @Test
    void tablesOfTargetsAloneArePairedByTheirPlace() {
        Table reference = Table.create("r", DoubleColumn.create("x", new double[] {1, Double.NaN, 3}));
        Table sample = Table.create("s", DoubleColumn.create("x", new double[] {1, 2, 3, 4, 5, 6}));
        var folds = MatchedSamples.of(reference, sample);
        assertArrayEquals(new int[] {0, 2}, folds.reference().events());
        assertArrayEquals(new int[] {0, 0, 1, 1, 2, 2}, folds.sample().events());
        sample.addColumns(DoubleColumn.create("event", new double[] {2, 2, 1, 1, 0, 0}));
        assertArrayEquals(
                new int[] {2, 2, 1, 1, 0, 0},
                MatchedSamples.of(reference, sample).sample().events());
    }

    private static String context(Observations rows, int row) {
        return Arrays.stream(rows.columns())
                .limit(CONTEXT)
                .map(column -> column[row])
                .toList()
                .toString();
    }

    private static double[] counts(long seed) {
        var random = new Random(seed);
        return IntStream.range(0, ROWS)
                .mapToDouble(i -> Math.rint(40 + 20 * random.nextGaussian()))
                .toArray();
    }

    private static double[][] context(long seed) {
        var random = new Random(seed);
        double[][] context = new double[CONTEXT][ROWS];
        for (double[] column : context) {
            Arrays.setAll(column, i -> random.nextGaussian());
        }
        return context;
    }

    private static double[][] chosen(double[][] columns, int[] rows) {
        return Arrays.stream(columns)
                .map(column -> IntStream.of(rows).mapToDouble(i -> column[i]).toArray())
                .toArray(double[][]::new);
    }

    /** Context and two targets, the second a count. */
    private static Table rows(double[][] context, double shift, long seed) {
        var random = new Random(seed);
        Table table = Table.create("rows");
        for (int c = 0; c < CONTEXT; c++) {
            table.addColumns(DoubleColumn.create("y" + c, context[c]));
        }
        double[] x = new double[context[0].length];
        double[] n = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = context[0][i] + shift + random.nextGaussian();
            n[i] = Math.rint(3 * random.nextDouble());
        }
        return table.addColumns(DoubleColumn.create("x", x), DoubleColumn.create("n", n));
    }

    private static Table picked(Table table, int[] rows) {
        Table picked = Table.create("picked");
        table.columns().forEach(column -> {
            double[] values = table.doubleColumn(column.name()).asDoubleArray();
            picked.addColumns(DoubleColumn.create(
                    column.name(),
                    IntStream.of(rows).mapToDouble(i -> values[i]).toArray()));
        });
        return picked;
    }
}
