package flashflow.validation.probabilities;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.plots.probabilities.ProbabilityPlots;
import flashflow.random.Purpose;
import flashflow.validation.Bins;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

class ProbabilityCheckTest {
    private static final int ROWS = 2000;

    private static double[] probabilities(long seed) {
        var random = Purpose.TOY.stream(seed, 1);
        return IntStream.range(0, ROWS)
                .mapToDouble(i -> random.uniform(0.05, 0.98))
                .toArray();
    }

    private static IntColumn occurred(long seed, double[] p) {
        var random = Purpose.TOY.stream(seed, 2);
        return IntColumn.create(
                "found",
                IntStream.range(0, p.length)
                        .map(i -> random.uniform() < p[i] ? 1 : 0)
                        .toArray());
    }

    private static ProbabilityReport report(long seed, DoubleUnaryOperator said) {
        double[] p = probabilities(seed);
        var column = DoubleColumn.create("p", IntStream.range(0, ROWS).mapToDouble(i -> said.applyAsDouble(p[i])));
        return ProbabilityCheck.of(occurred(seed, p), Table.create(column));
    }

    private static double logit(double p, double slope, double shift) {
        return 1 / (1 + Math.exp(-(slope * Math.log(p / (1 - p)) + shift)));
    }

    @Test
    void rightProbabilitiesAreRarelyFlaggedAndLieInTheBands() {
        var reports =
                IntStream.range(0, 40).mapToObj(seed -> report(seed, p -> p)).toList();
        long flagged = reports.stream().filter(report -> !report.isCalibrated()).count();
        // Binomial of 40 with 0.05 at most: more than 6 come in 0.4 % of all cases.
        assertTrue(flagged <= 6, flagged + " of 40");
        var bins = reports.stream()
                .flatMap(report -> report.reliability(1).bins().stream())
                .toList();
        long inside = bins.stream().filter(ReliabilityBin::isInside).count();
        assertEquals(400, bins.size());
        assertTrue(inside >= 370, inside + " of 400");
        assertTrue(inside < 400, "bands that hold everything tell nothing");
    }

    @Test
    void theNullIsWhatRightProbabilitiesScore() {
        double[] p = probabilities(3);
        var score = report(3, x -> x).of(ScoreCheck.BRIER);
        double mean = java.util.Arrays.stream(p).map(x -> x * (1 - x)).average().orElseThrow();
        assertEquals(mean, score.expected().value(), 4 * score.expected().error() / Math.sqrt(400));
        double variance = java.util.Arrays.stream(p)
                .map(x -> x * (1 - x) * (1 - 2 * x) * (1 - 2 * x))
                .sum();
        assertEquals(
                Math.sqrt(variance) / ROWS,
                score.expected().error(),
                0.15 * score.expected().error());
    }

    @Test
    void wrongProbabilitiesAreFlagged() {
        for (int seed = 0; seed < 2; seed++) {
            assertFalse(report(seed, p -> logit(p, 1, 0.4)).isCalibrated(), "shifted");
            assertFalse(report(seed, p -> logit(p, 1.6, 0)).isCalibrated(), "over-confident");
            assertFalse(report(seed, p -> logit(p, 0.6, 0)).isCalibrated(), "under-confident");
        }
    }

    @Test
    void certaintyIsNoHarm() {
        var ones = DoubleColumn.create("p", new double[] {1, 1, 1});
        var right = ProbabilityCheck.of(IntColumn.create("k", 1, 1, 1), Table.create(ones));
        assertTrue(right.isCalibrated());
        assertEquals(0, right.of(ScoreCheck.LOG_LOSS).value());
        assertTrue(right.toString().contains("log loss"));
        var wrong = ProbabilityCheck.of(IntColumn.create("k", 1, 0, 1), Table.create(ones.copy()));
        assertFalse(wrong.isCalibrated());
        assertEquals(Double.POSITIVE_INFINITY, wrong.of(ScoreCheck.LOG_LOSS).value());
        ProbabilityPlots.reliability(right).svg();
        ProbabilityPlots.reliability(wrong).svg();
    }

    @Test
    void whatIsNoProbabilityIsRefused() {
        var classes = IntColumn.create("k", 1, 0);
        assertRefused("p' is 1.5 in row 1", () -> check(classes, 0.5, 1.5));
        assertRefused("p' is NaN in row 0", () -> check(classes, Double.NaN, 1));
        assertRefused("holds 2.0 in row 1", () -> check(IntColumn.create("k", 1, 2), 0.5, 0.5));
        assertRefused("2 classes and 1 rows", () -> check(classes, 0.5));
        var three = Table.create(
                DoubleColumn.create("a", 0.5, 0.5),
                DoubleColumn.create("b", 0.3, 0.3),
                DoubleColumn.create("c", 0.2, 0.3));
        assertRefused("row 1 add up to", () -> ProbabilityCheck.of(classes, three));
    }

    private static void check(IntColumn classes, double... p) {
        ProbabilityCheck.of(classes, Table.create(DoubleColumn.create("p", p)));
    }

    private static void assertRefused(String part, Executable work) {
        String message = assertThrows(FlashFlowException.class, work).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void figuresShowBandsAndPoints() {
        var report = report(1, p -> p);
        String svg = ProbabilityPlots.reliability(report).svg();
        assertTrue(svg.contains("Reliability of p"), "title");
        assertTrue(svg.contains("share that occurred"), "axis");
        assertTrue(report.toHtml().contains("Brier score"));
        assertEquals(10, report.reliabilityTable().rowCount());
    }

    private static EfficiencyComparison comparison(double factor, long seed) {
        var random = Purpose.TOY.stream(seed);
        double[] pt = IntStream.range(0, ROWS)
                .mapToDouble(i -> 20 + 30 * random.exponential())
                .toArray();
        int[] original = IntStream.range(0, ROWS)
                .map(i -> random.uniform() < p(pt[i]) ? 1 : 0)
                .toArray();
        int[] sample = IntStream.range(0, ROWS)
                .map(i -> random.uniform() < factor * p(pt[i]) ? 1 : 0)
                .toArray();
        var rows = Table.create(DoubleColumn.create("MGenJet_pt", pt));
        return EfficiencyComparison.of(
                "pt", rows, IntColumn.create("found", original), IntColumn.create("found", sample));
    }

    private static double p(double pt) {
        return 1 / (1 + Math.exp(-(pt - 30) / 10));
    }

    @Test
    void equalEfficienciesAgreeAndOthersDoNot() {
        long flagged = IntStream.range(0, 40)
                .filter(seed -> comparison(1, seed).pValue() < 0.05)
                .count();
        assertTrue(flagged <= 6, flagged + " of 40");
        assertTrue(comparison(0.9, 1).pValue() < 1e-3);
        var found = comparison(1, 1);
        assertEquals("MGenJet_pt", found.column());
        assertEquals(12, found.bins().size());
        int covered = (int) found.bins().stream()
                .filter(bin -> bin.originalInterval().contains(p(bin.mean())))
                .count();
        assertTrue(covered >= 5, covered + " of 12 hold the truth within one standard deviation");
        assertTrue(ProbabilityPlots.efficiency(found).svg().contains("Clopper"));
    }

    @Test
    void allAndNoneFoundHaveIntervals() {
        var rows = Table.create(DoubleColumn.create("pt", 1, 2, 3, 4, Double.NaN));
        var found = EfficiencyComparison.of(
                "pt",
                rows,
                IntColumn.create("a", 0, 0, 1, 1, 1),
                IntColumn.create("b", 0, 0, 1, 1, 1),
                Bins.of(0, 2.5, 5));
        assertEquals(1, found.outside());
        assertEquals(0, found.bins().get(0).originalInterval().low());
        assertTrue(found.bins().get(0).originalInterval().high() > 0.5);
        assertEquals(1, found.bins().get(1).sampleInterval().high());
        assertTrue(Double.isNaN(found.bins().get(0).ratio()));
        assertEquals(0, found.chiSquare());
        assertTrue(found.toString().contains("1 rows lie in no bin"));
        assertFalse(ProbabilityPlots.efficiency(found).svg().contains("NaN"));
        assertRefused(
                "holds 2.0",
                () -> EfficiencyComparison.of(
                        "pt", rows, IntColumn.create("a", 0, 0, 2, 1, 1), IntColumn.create("b", 0, 0, 1, 1, 1)));
    }
}
