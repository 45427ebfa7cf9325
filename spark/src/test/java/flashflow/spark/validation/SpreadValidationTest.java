package flashflow.spark.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.Moments;
import flashflow.spark.FlashFlowSpark;
import flashflow.spark.LocalSpark;
import flashflow.spark.ManyRows;
import flashflow.spark.files.FileRows;
import flashflow.spark.frames.FrameRows;
import flashflow.validation.Comparison;
import flashflow.validation.ConditionalCheck;
import flashflow.validation.Correlations;
import flashflow.validation.KolmogorovSmirnov;
import flashflow.validation.PhysicsDistances;
import flashflow.validation.Validation;
import flashflow.validation.ValidationOptions;
import flashflow.validation.Wasserstein;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

/** Summaries say of two samples what the library says of all their rows, as far as they promise, and the same however these are cut. */
class SpreadValidationTest {
    private static final int REFERENCE = 150_000;
    private static final int SAMPLE = 140_000;
    private static final double SHIFT = 0.05;
    private static final double[] EDGES = {-1, 0, 1};
    private static final List<String> COLUMNS = ManyRows.COLUMNS.subList(0, 5);

    @TempDir
    static Path folder;

    private static double[][] reference;
    private static double[][] sample;
    private static List<Path> ofReference;
    private static List<Path> ofSample;
    private static SpreadReport report;

    @BeforeAll
    static void compare() {
        reference = ManyRows.rows(1, REFERENCE, 0);
        sample = ManyRows.rows(2, SAMPLE, SHIFT);
        ofReference = ManyRows.write(folder, "reference", reference, 60_000, 10, 89_990);
        ofSample = ManyRows.write(folder, "sample", sample, SAMPLE);
        report = validation(1).compare();
    }

    private static SpreadValidation validation(int tasks) {
        var spark = LocalSpark.session();
        return SpreadValidation.of(
                        FileRows.of(spark, ofReference, COLUMNS, false).inTasks(tasks),
                        FileRows.of(spark, ofSample, COLUMNS, false).inTasks(tasks))
                .options(options())
                .profile("a", "eta", EDGES);
    }

    private static ValidationOptions options() {
        return new ValidationOptions(5, 6, 2, 1000, false);
    }

    private static double[] column(double[][] rows, int c) {
        return IntStream.range(0, rows.length).mapToDouble(i -> rows[i][c]).toArray();
    }

    private static double bound(String column, String statistic, String which) {
        int row = IntStream.range(0, report.bounds().rowCount())
                .filter(i -> report.bounds().stringColumn("column").get(i).equals(column)
                        && report.bounds().stringColumn("statistic").get(i).equals(statistic))
                .findFirst()
                .orElseThrow();
        return report.bounds().doubleColumn(which).getDouble(row);
    }

    @Test
    void distancesOfColumnsAreThoseOfAllRowsWithinTheBounds() {
        for (int c = 0; c < COLUMNS.size(); c++) {
            String name = COLUMNS.get(c);
            double[] a = column(reference, c);
            double[] b = column(sample, c);
            assertWithin(name, Validation.KS, KolmogorovSmirnov.distance(a, b), 1e-3);
            assertWithin(
                    name,
                    Validation.W1,
                    Wasserstein.distance(a, b),
                    2e-3 * Moments.of(a, a.length).deviation());
        }
    }

    private static void assertWithin(String column, String statistic, double exact, double widest) {
        double low = bound(column, statistic, "low");
        double high = bound(column, statistic, "high");
        assertTrue(
                low - 1e-12 <= exact && exact <= high + 1e-12,
                column + ", " + statistic + ": " + exact + " is not in " + low + ", " + high);
        assertTrue(high - low <= widest, column + ", " + statistic + ": " + low + ", " + high);
        assertEquals(exact, report.report().of(column, statistic).value(), high - low + 1e-12);
    }

    @Test
    void halvesAreAsFarApartAsRandomHalves() {
        var shifted = report.report().of("a", Validation.KS);
        assertTrue(shifted.ratio() > 2, shifted::toString);
        for (String name : List.of("pt", "eta", "n", "spike")) {
            var comparison = report.report().of(name, Validation.KS);
            assertTrue(comparison.ratio() < 3, comparison::toString);
            assertTrue(comparison.nullValue() > 0.0005 && comparison.nullValue() < 0.012, comparison::toString);
            assertTrue(comparison.error() > 0.0002 && comparison.error() < 0.005, comparison::toString);
        }
    }

    @Test
    void correlationsAreThoseOfAllRows() {
        double exact = Correlations.difference(table(reference), table(sample));
        assertEquals(exact, value(Comparison.ALL, Validation.CORRELATION), 1e-9);
    }

    private static Table table(double[][] rows) {
        return ManyRows.table(rows).selectColumns(COLUMNS.toArray(String[]::new));
    }

    private static double value(String column, String statistic) {
        return report.report().of(column, statistic).value();
    }

    @Test
    void fpdAgreesWithThatOfTheLibrary() {
        var own = PhysicsDistances.fpd(table(reference), table(sample), 5);
        var found = report.report().of(Comparison.ALL, Validation.FPD);
        double error = Math.hypot(own.error(), found.error());
        assertTrue(
                own.value() > 0 && Math.abs(own.value() - found.value()) < 5 * error + 0.2 * own.value(),
                found + " " + own);
        assertTrue(Math.abs(found.nullValue()) < 0.2 * found.value(), found::toString);
    }

    @Test
    void profilesAreThoseOfTheLibraryWithinWhatTheySay() {
        var own = Validation.conditional(table(reference), table(sample), "a", "eta", EDGES)
                .table();
        var found = report.profiles().get(0).table();
        double most = uncertain(report.profiles().get(0));
        assertTrue(most > 0 && most < 0.05, "quantiles are off by " + most);
        assertEquals(own.rowCount(), found.rowCount());
        for (int i = 0; i < own.rowCount(); i++) {
            boolean quantile = own.stringColumn("statistic").get(i).startsWith("q");
            for (String name : List.of("reference", "sample")) {
                assertEquals(
                        own.doubleColumn(name).getDouble(i),
                        found.doubleColumn(name).getDouble(i),
                        quantile ? most : 1e-9);
            }
            double error = found.doubleColumn("error").getDouble(i);
            double expected = own.doubleColumn("error").getDouble(i);
            assertTrue(error > expected / 3 && error < 3 * expected, error + " for " + expected);
        }
    }

    /** The number that the profile's last sentence tells. */
    private static double uncertain(ConditionalCheck check) {
        String sentence = check.warnings().get(check.warnings().size() - 1);
        return Double.parseDouble(sentence.replaceAll(".*off by ([-0-9.e]+) at most.*", "$1")) * 1.05;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 50})
    void theReportOfFilesDoesNotDependOnTasks(int tasks) {
        assertEquals(report.toString(), validation(tasks).compare().toString());
    }

    @Test
    void theReportOfFramesDoesNotDependOnPartitions() {
        var one = frames(1);
        for (int partitions : List.of(2, 7, 50)) {
            var other = frames(partitions);
            var rows = other.bounds();
            for (int i = 0; i < rows.rowCount(); i++) {
                for (String number : List.of("value", "low", "high")) {
                    double expected = one.bounds().doubleColumn(number).getDouble(i);
                    assertEquals(expected, rows.doubleColumn(number).getDouble(i), 1e-9 * Math.abs(expected));
                }
            }
            assertEquals(one.report().warnings(), other.report().warnings());
        }
    }

    private static SpreadReport frames(int partitions) {
        var rows = Arrays.copyOf(reference, 20_000);
        return SpreadValidation.of(
                        FrameRows.of(ManyRows.frame(rows).repartition(partitions), Optional.of("event"), COLUMNS),
                        FrameRows.of(
                                ManyRows.frame(Arrays.copyOf(sample, 10_000)).repartition(partitions),
                                Optional.of("event"),
                                COLUMNS))
                .options(options())
                .compare();
    }

    @Test
    void aFrameIsComparedAsFilesAre() {
        var rows = Arrays.copyOf(reference, 3000);
        rows[3] = rows[3].clone();
        rows[3][2] = Double.NaN;
        var found = FlashFlowSpark.validate(ManyRows.frame(rows), ManyRows.frame(Arrays.copyOf(sample, 3000)), "event");
        assertTrue(found.report().warnings().get(0).startsWith("1 of 3000 rows of the reference hold NaN"));
        assertTrue(found.report().classifier().isPresent());
        var auc = found.report().of(Comparison.ALL, Validation.CLASSIFIER);
        assertTrue(auc.value() > 0.45 && auc.value() < 0.65, auc::toString);
        assertTrue(found.toHtml().contains("Kolmogorov-Smirnov")
                && found.toString().contains("classifier AUC"));
    }

    @Test
    void filesThatAreLeftOutAreTold() throws Exception {
        var spark = LocalSpark.session();
        Files.writeString(folder.resolve("lost.h5"), "lost");
        var some = List.of(ofSample.get(0), folder.resolve("lost.h5"));
        var found = SpreadValidation.of(
                        FileRows.of(spark, ofSample, List.of("eta"), false),
                        FileRows.of(spark, some, List.of("eta"), true))
                .options(options())
                .compare();
        assertEquals(0, found.report().of("eta", Validation.W1).value());
        assertEquals(0, found.report().of("eta", Validation.KS).value());
        assertTrue(found.report().warnings().get(0).matches("Left out of the sample: .*lost.h5.*"));
    }

    @Test
    void whatCannotBeComparedIsRefusedBeforeAnythingRuns() throws Exception {
        var spark = LocalSpark.session();
        var rows = FileRows.of(spark, ofReference, COLUMNS, false);
        var others = FileRows.of(spark, ofSample, List.of("pt", "a"), false);
        assertRefused("columns [pt, eta, a, n, spike] of the reference", () -> SpreadValidation.of(rows, others));
        assertRefused("'phi'", () -> SpreadValidation.of(rows, rows).profile("a", "phi", 0, 1));
        assertRefused("to rise", () -> SpreadValidation.of(rows, rows).profile("a", "pt", 1, 0));
        Files.writeString(folder.resolve("torn.h5"), "torn");
        assertRefused(
                "torn.h5",
                () -> FileRows.of(spark, List.of(folder.resolve("torn.h5"), ofSample.get(0)), COLUMNS, false));
        var few = FrameRows.of(ManyRows.frame(Arrays.copyOf(reference, 39)), Optional.of("event"), COLUMNS);
        assertRefused("39 rows", () -> SpreadValidation.of(few, rows));
    }

    private static void assertRefused(String words, Executable work) {
        var error = assertThrows(FlashFlowException.class, work);
        assertTrue(error.getMessage().contains(words), error.getMessage());
    }
}
