package flashflow.spark.fitting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.ChosenColumns;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnStatistics;
import flashflow.data.ColumnType;
import flashflow.data.RowSource;
import flashflow.preprocessing.Preprocessing;
import flashflow.preprocessing.transforms.Dequantise;
import flashflow.preprocessing.transforms.Discrete;
import flashflow.preprocessing.transforms.Log;
import flashflow.spark.FlashFlowSpark;
import flashflow.spark.LocalSpark;
import flashflow.spark.ManyRows;
import flashflow.spark.files.FileRows;
import flashflow.spark.rows.InMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is fitted to rows in many places is what the library fits to them in one. */
class SpreadFitTest {
    /** Five blocks, the last one short. */
    private static final int ROWS = 270_000;

    private static final ColumnLayout LAYOUT =
            new ColumnLayout(List.of("pt", "eta"), List.of("a", "n", "spike", "time"));

    @TempDir
    static Path folder;

    private static double[][] rows;
    private static List<Path> files;

    @BeforeAll
    static void write() {
        rows = ManyRows.rows(1, ROWS, 0);
        rows[7][5] = Double.NaN;
        rows[200_000][5] = Double.POSITIVE_INFINITY;
        files = ManyRows.write(folder, "rows", rows, 100_000, 1, 169_999);
    }

    private static RowSource source() {
        return FileRows.of(LocalSpark.session(), files, LAYOUT.columns(), false).look();
    }

    private static Preprocessing some() {
        return Preprocessing.none(LAYOUT)
                .with("pt", new Log(0))
                .with("n", Dequantise.uniform(1))
                .with("spike", Dequantise.gaussian(0.1, 0))
                .standardised()
                .seed(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 50})
    void filesAreFittedAsByTheLibraryToTheLastBit(int tasks) {
        try (var source = source()) {
            var rows = FileRows.of(LocalSpark.session(), files, LAYOUT.columns(), false)
                    .inTasks(tasks);
            assertEquals(
                    some().fit(source).toJson(), SpreadFit.fit(some(), rows).toJson());
        }
    }

    @Test
    void aFitThatHasToLookTwiceAndCountsDoesToo() {
        var twice =
                Preprocessing.none(LAYOUT).with("spike", Discrete.unfitted()).standardised();
        var counted = Preprocessing.standardise(LAYOUT).replace("n", Discrete.unfitted());
        var noisy = Preprocessing.standardise(LAYOUT);
        var spark = LocalSpark.session();
        try (var source = source()) {
            assertThrows(FlashFlowException.class, () -> FlashFlowSpark.fit(twice, spark, files));
            for (var preprocessing : List.of(counted, noisy)) {
                var fitted = preprocessing.fit(source);
                assertEquals(
                        fitted.toJson(),
                        FlashFlowSpark.fit(preprocessing, spark, files).toJson());
                assertEquals(2, fitted.fit().orElseThrow().dropped());
                assertEquals(List.of("time"), fitted.exactTargets());
            }
        }
    }

    @Test
    void filesAreGuessedAsByTheLibrary() {
        try (var source = source()) {
            assertEquals(
                    Preprocessing.guess(ChosenColumns.of(source, LAYOUT)).toJson(),
                    FlashFlowSpark.guess(LAYOUT, LocalSpark.session(), files).toJson());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 50})
    void aFrameIsFittedAlikeButForLastBits(int partitions) {
        var few = Arrays.copyOf(rows, 20_000);
        var frame = ManyRows.frame(few).repartition(partitions);
        var fitted = FlashFlowSpark.fit(some(), frame, "event").fit().orElseThrow();
        double[] values = Arrays.stream(few).flatMapToDouble(Arrays::stream).toArray();
        var types = Collections.nCopies(LAYOUT.width(), ColumnType.FLOAT64);
        try (var source = new InMemory(new ColumnLayout(List.of(), ManyRows.COLUMNS), types, values)) {
            var own = some().fit(source).fit().orElseThrow();
            assertEquals(own.rows(), fitted.rows());
            assertEquals(own.dropped(), fitted.dropped());
            for (int c = 0; c < own.columns().size(); c++) {
                var expected = own.columns().get(c);
                var found = fitted.columns().get(c);
                assertEquals(expected.min(), found.min());
                assertEquals(expected.max(), found.max());
                assertEquals(expected.mean(), found.mean(), 1e-14 * Math.max(1, Math.abs(expected.mean())));
                assertEquals(
                        expected.deviation(),
                        found.deviation(),
                        1e-9 * expected.deviation() + Math.ulp(expected.mean()));
            }
        }
    }

    @Test
    void statisticsAreThoseOfAllRows() {
        var rows = FileRows.of(LocalSpark.session(), files, ManyRows.COLUMNS, false);
        var statistics = SpreadStatistics.of(rows);
        try (var source = rows.look()) {
            var own = ColumnStatistics.of(source);
            var table = statistics.table();
            for (int c = 0; c < ManyRows.COLUMNS.size(); c++) {
                assertEquals(own.min(c), table.doubleColumn("min").getDouble(c));
                assertEquals(own.max(c), table.doubleColumn("max").getDouble(c));
                assertEquals(own.nonFinite(c), table.longColumn("nan").getLong(c));
                assertEquals(
                        own.mean(c), table.doubleColumn("mean").getDouble(c), 1e-14 * Math.abs(own.mean(c)) + 1e-15);
                assertEquals(
                        own.deviation(c),
                        table.doubleColumn("deviation").getDouble(c),
                        1e-9 * own.deviation(c) + Math.ulp(own.mean(c)));
                double[] sorted = sorted(c);
                for (double p : new double[] {0, 0.001, 0.05, 0.5, 0.7, 0.95, 1}) {
                    assertQuantile(statistics, c, sorted, p);
                }
            }
        }
    }

    private static double[] sorted(int c) {
        return Arrays.stream(rows)
                .mapToDouble(row -> row[c])
                .filter(Double::isFinite)
                .sorted()
                .toArray();
    }

    private static void assertQuantile(SpreadStatistics statistics, int c, double[] sorted, double p) {
        double exact = sorted[(int) Math.round(p * (sorted.length - 1))];
        var bounds = statistics.quantileBounds(c, p);
        assertTrue(bounds.low() <= exact && exact <= bounds.high(), exact + " is not in " + bounds);
        double found = statistics.quantile(c, p);
        assertTrue(bounds.low() <= found && found <= bounds.high(), found + " is not in " + bounds);
        double range = sorted[(int) (0.99 * sorted.length)] - sorted[(int) (0.01 * sorted.length)];
        assertTrue(p < 0.01 || p > 0.99 || bounds.width() < 0.005 * range, bounds + " of a range of " + range);
    }

    @Test
    void whatCannotBeReadIsNamedBeforeAnythingRuns() throws Exception {
        Files.writeString(folder.resolve("broken.h5"), "no HDF5");
        var spark = LocalSpark.session();
        var some = List.of(files.get(0), folder.resolve("broken.h5"), folder.resolve("missing.h5"));
        var error = assertThrows(FlashFlowException.class, () -> FlashFlowSpark.fit(some(), spark, some));
        assertTrue(error.getMessage().contains("2 of 3 files"), error.getMessage());
        var left = FileRows.of(spark, some, LAYOUT.columns(), true);
        assertEquals(100_000, left.count());
        assertEquals(2, left.leftOut().size());
        var other = Preprocessing.standardise(new ColumnLayout(List.of("pt"), List.of("phi")));
        error = assertThrows(FlashFlowException.class, () -> FlashFlowSpark.fit(other, spark, files));
        assertTrue(error.getMessage().contains("'phi'"), error.getMessage());
    }
}
