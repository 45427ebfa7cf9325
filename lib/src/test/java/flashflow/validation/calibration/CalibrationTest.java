package flashflow.validation.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.data.columns.ColumnDataset;
import flashflow.generation.SmallModel;
import flashflow.random.Purpose;
import flashflow.validation.calibration.GaussianRows.Told;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** Posteriors of known faults. */
class CalibrationTest {
    private static final List<String> TARGETS = List.of("x_0", "x_1");

    private static CalibrationReport report(Told told, CalibrationOptions options) {
        var rows = new GaussianRows(2000, 11, told);
        return Calibration.compare(TARGETS, rows.truth, rows.draws, options);
    }

    private static CalibrationReport report(Told told) {
        return report(told, CalibrationOptions.defaults());
    }

    @Test
    void theExactPosteriorPasses() {
        var report = report(Told.exact(), CalibrationOptions.defaults().withBins("y_0", 3));
        assertTrue(report.isCalibrated(), report.toString());
        assertEquals(3 * 4, report.checks().size());
        assertEquals(0.68, report.of("x_0").coverage(0.68).value(), 0.04);
        assertTrue(report.toHtml().contains("as it should be"));
        assertTrue(report.toHtml().contains("0 of 12 checks"));
    }

    /** Chance flags a report as rarely as its level says, 5 in 100; the bound is three deviations above. */
    @ParameterizedTest
    @ValueSource(strings = {"", "weight"})
    void chanceFlagsAsOftenAsTheLevelSays(String weights) {
        var options = CalibrationOptions.defaults().withWeights(weights);
        long flagged = IntStream.range(0, 200)
                .filter(seed -> {
                    var rows = new GaussianRows(100, 1000 + seed, Told.exact());
                    return !Calibration.compare(TARGETS, rows.truth, rows.draws, options)
                            .isCalibrated();
                })
                .count();
        assertTrue(flagged <= 19, flagged + " of 200");
    }

    @ParameterizedTest
    @CsvSource({"0.8, 0, too narrow", "1.25, 0, too wide", "1, 0.2, too high", "1, -0.2, too low"})
    void faultsAreFlaggedByName(double scale, double shift, String verdict) {
        var report = report(new Told(y -> scale, shift, 0));
        var check = report.of("x_0");
        assertTrue(check.isFlagged(), report.toString());
        assertTrue(check.verdict().contains(verdict), check.verdict());
        // A shift of all posteriors by the same hardly shows in distances to points all around.
        assertEquals(scale != 1, report.of(CalibrationCheck.JOINT).isFlagged(), report.toString());
        assertEquals(scale != 1, report.of("x_1").isFlagged());
        assertFalse(report.isCalibrated());
        assertTrue(report.worstFirst().get(0).isFlagged(), "the worst comes first");
    }

    /** Each target alone is right. */
    @Test
    void onlyTheJointCheckSeesCorrelations() {
        var report = report(new Told(y -> 1, 0, 0.8));
        assertFalse(report.of("x_0").isFlagged(), report.toString());
        assertFalse(report.of("x_1").isFlagged(), report.toString());
        assertEquals("not exact", report.of(CalibrationCheck.JOINT).verdict(), report.toString());
    }

    /** Too narrow here and too wide there, so that the whole looks fine. */
    @Test
    void binsOfTheContextShowWhatTheWholeHides() {
        var told = new Told(y -> y < 0 ? 0.83 : 1.2, 0, 0);
        var report = report(told, CalibrationOptions.defaults().withEdges("y_0", -10, 0, 10));
        assertFalse(report.of("x_1").spread().value() < 0.9);
        assertTrue(report.of("x_1", "y_0 in [-10, 0]").verdict().contains("too narrow"), report.toString());
        assertTrue(report.of("x_1", "y_0 in [0, 10]").verdict().contains("too wide"), report.toString());
    }

    @Test
    void flagsAndConstantsAreRankedAmongTheirTies() {
        var random = Purpose.TOY.stream(3);
        int rows = 1500;
        double[] truth = new double[rows];
        double[] draws = new double[rows * 20];
        for (int i = 0; i < rows; i++) {
            double p = random.uniform();
            truth[i] = random.uniform() < p ? 1 : 0;
            for (int k = 0; k < 20; k++) {
                draws[20 * i + k] = random.uniform() < p ? 1 : 0;
            }
        }
        var real = Table.create(
                DoubleColumn.create("flag", truth),
                DoubleColumn.create("one", IntStream.range(0, rows).mapToDouble(i -> 1)));
        var drawn = Table.create(
                DoubleColumn.create("flag", draws),
                DoubleColumn.create("one", IntStream.range(0, rows * 20).mapToDouble(i -> 1)));
        var report = Calibration.compare(List.of("flag", "one"), real, drawn, CalibrationOptions.defaults());
        assertTrue(report.isCalibrated(), report.toString());
    }

    @Test
    void weightsChangeWhichRowsCount() {
        var told = new Told(y -> 1, 0, 0);
        var plain = report(told);
        var weighted = report(told, CalibrationOptions.defaults().withWeights("weight"));
        double kish = weighted.of("x_0").ranks().effectiveRows();
        assertEquals(2000 * 4 / (14 / 3.0), kish, 40, "weights 1, 2 and 3");
        assertNotEquals(plain.of("x_0").distance(), weighted.of("x_0").distance());
    }

    @Test
    void aModelIsCheckedAgainstItsOwnSample() {
        try (var model = SmallModel.model()) {
            var context = SmallModel.context(600);
            var truth = model.generate(context, 0);
            context.columns().forEach(truth::addColumns);
            var options = CalibrationOptions.defaults().withDraws(30).withBins("pt", 2);
            var report = Calibration.check(model, truth, options);
            assertTrue(report.isCalibrated(), report.toString());
            assertEquals(2 * 3 * 2, report.checks().size());
            var again = Calibration.check(model, truth, options);
            assertEquals(report.toString(), again.toString());
            var some = Calibration.check(model, truth, options.withMostRows(500));
            assertEquals(500, some.rows());
            assertTrue(some.toString().contains("500 of 600 rows"));
        }
    }

    /** As in files with event numbers beside the columns. */
    @Test
    void binsAndWeightsMayBeCarried() {
        try (var model = SmallModel.model()) {
            var context = SmallModel.context(200);
            var truth = model.generate(context, 0);
            context.columns().forEach(truth::addColumns);
            truth.addColumns(
                    IntColumn.create(
                            "run", IntStream.range(0, 200).map(i -> i % 2).toArray()),
                    DoubleColumn.create("weight", IntStream.range(0, 200).mapToDouble(i -> 1 + i % 3)));
            var options = CalibrationOptions.defaults()
                    .withDraws(20)
                    .withEdges("run", 0, 0.5, 1)
                    .withWeights("weight");
            var source = ColumnDataset.of(truth)
                    .layout(SmallModel.LAYOUT)
                    .carry("run", "weight")
                    .open();
            var carried = Calibration.check(model, source, options);
            assertEquals(3 * 4, carried.checks().size());
            assertEquals(Calibration.check(model, truth, options).toString(), carried.toString());
        }
    }

    /** Truths of other rows than the model has learned: near 0, where it draws around the parameters' noise. */
    @Test
    void aModelIsFlaggedOnOtherRows() {
        try (var model = SmallModel.model()) {
            var rows = InMemoryDataset.of(SmallModel.LAYOUT, SmallModel.rows(600));
            var report =
                    Calibration.check(model, rows, CalibrationOptions.defaults().withDraws(30));
            assertFalse(report.isCalibrated());
        }
    }

    @Test
    void whatCannotBeCheckedIsRefused() {
        var rows = new GaussianRows(40, 1, Told.exact());
        var options = CalibrationOptions.defaults();
        refused("There are 19 rows", () -> Calibration.compare(TARGETS, rows.truth.first(19), rows.draws, options));
        refused(
                "same number for each row",
                () -> Calibration.compare(TARGETS, rows.truth, rows.draws.first(41), options));
        refused("There is no column 'z'", () -> Calibration.compare(List.of("z"), rows.truth, rows.draws, options));
        refused(
                "There is no column 'z'",
                () -> Calibration.compare(TARGETS, rows.truth, rows.draws, options.withBins("z", 3)));
        refused(
                "There is no column 'w'",
                () -> Calibration.compare(TARGETS, rows.truth, rows.draws, options.withWeights("w")));
        refused(
                "do not sum to more than 0",
                () -> Calibration.compare(TARGETS, negative(rows.truth), rows.draws, options.withWeights("weight")));
        refused("at least 10 draws", () -> options.withDraws(9));
        refused("level", () -> options.withLevel(1));
        refused("0 bins", () -> options.withBins("y_0", 0));
        refused("has no bin 'here'", () -> Calibration.compare(TARGETS, rows.truth, rows.draws, options)
                .of("x_0", "here"));
        rows.draws.doubleColumn("x_0").set(100, Double.NaN);
        refused("Draw 100", () -> Calibration.compare(TARGETS, rows.truth, rows.draws, options));
    }

    private static Table negative(Table truth) {
        var copy = truth.copy();
        copy.replaceColumn("weight", truth.doubleColumn("weight").multiply(-1).setName("weight"));
        return copy;
    }

    @Test
    void smallBinsAreLeftOutAndTold() {
        var report = report(Told.exact(), CalibrationOptions.defaults().withEdges("y_0", -1, 1, 1.001));
        assertEquals(3 * 2, report.checks().size());
        assertTrue(
                report.warnings().get(0).contains("lie outside the bins of 'y_0'"),
                report.warnings().toString());
        assertTrue(
                report.warnings().get(1).contains("is left out"),
                report.warnings().toString());
    }

    private static void refused(String part, Executable call) {
        String message = assertThrows(FlashFlowException.class, call).getMessage();
        assertTrue(message.contains(part), message);
    }

    /** Rows by their places in a source, not in a table. */
    @Test
    void aChosenRowIsEachRowOnce() {
        var layout = new ColumnLayout(List.of(), List.of("n"));
        float[] numbers = new float[10_000];
        IntStream.range(0, numbers.length).forEach(i -> numbers[i] = i);
        var source = InMemoryDataset.of(layout, numbers);
        var chosen = RowChoice.atMost(source, 1000, 5);
        double[] rows = NamedColumn.values(chosen, "n");
        assertEquals(1000, rows.length);
        assertEquals(5000, java.util.Arrays.stream(rows).average().orElseThrow(), 300);
        assertEquals(1000, java.util.Arrays.stream(rows).distinct().count());
        assertEquals(source, RowChoice.atMost(source, 10_000, 5));
    }
}
