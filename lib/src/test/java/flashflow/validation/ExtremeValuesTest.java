package flashflow.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** Statistics of very large, very small and far shifted numbers are those of ordinary ones. */
class ExtremeValuesTest {
    private static final ValidationOptions OPTIONS =
            ValidationOptions.defaults().withRepetitions(6, 3);
    private static final ValidationReport USUAL = Validation.compare(table(1, 1, 0, 0), table(2, 1, 0, 0.5), OPTIONS);

    /** Powers of two, about 1e-300, 1e-30, 1e30 and 1e300: no digit changes. */
    @ParameterizedTest
    @ValueSource(ints = {-997, -100, 100, 997})
    void aReportDoesNotDependOnTheUnitOfAColumn(int exponent) {
        double unit = Math.scalb(1.0, exponent);
        var report = Validation.compare(table(1, unit, 0, 0), table(2, unit, 0, 0.5), OPTIONS);
        for (Comparison usual : USUAL.comparisons()) {
            var found = report.of(usual.column(), usual.statistic());
            boolean inUnits = usual.column().equals("x") && usual.statistic().equals(Validation.W1);
            double expected = usual.value() * (inUnits ? unit : 1);
            assertEquals(expected, found.value(), 1e-6 * Math.abs(expected), found.toString());
            assertEquals(usual.ratio(), found.ratio(), 1e-6 * Math.abs(usual.ratio()) + 1e-9, found.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Validation.FPD, Validation.KPD, Validation.SLICED, Validation.CLASSIFIER})
    void aShiftFarFromZeroIsSeen(String statistic) {
        var report = Validation.compare(table(1, 1, 1e8, 0), table(2, 1, 1e8, 0.5), OPTIONS);
        assertTrue(report.of(Comparison.ALL, statistic).ratio() > 3, report.toString());
        assertTrue(
                report.warnings().stream().anyMatch(w -> w.contains("Column 'x' lies more than 1000 standard")),
                report.warnings().toString());
        assertTrue(USUAL.warnings().isEmpty(), USUAL.warnings().toString());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e30, 1e150, 1e300, -1e300})
    void aSampleFarAwayIsNeverPerfect(double far) {
        var report = Validation.compare(table(1, 1, 0, 0), table(2, 1, far, 0), OPTIONS);
        for (String statistic : List.of(Validation.SLICED, Validation.FPD, Validation.KPD, Validation.CLASSIFIER)) {
            double ratio = report.of(Comparison.ALL, statistic).ratio();
            assertTrue(Double.isNaN(ratio) || ratio > 3, report.toString());
        }
        assertTrue(report.of("x", Validation.W1).ratio() > 100, report.toString());
        assertEquals(Math.abs(far), report.of("x", Validation.W1).value(), 1e-9 * Math.abs(far));
        assertFalse(report.html().contains("NaN") || report.html().contains("Infinity"), report.html());
    }

    @Test
    void whatIsBeyondAllNumbersIsTold() {
        var report = Validation.compare(table(1, 1, 0, 0), table(2, 1, 1e300, 0), OPTIONS);
        assertTrue(
                report.warnings().stream().anyMatch(w -> w.startsWith("The FPD of (all) is beyond all numbers")),
                report.warnings().toString());
        assertTrue(report.html().contains("infinite") || report.html().contains("undefined"), report.html());
    }

    @Test
    void aRatioOverAnInfiniteSpreadIsNoRatio() {
        assertTrue(Double.isNaN(new Comparison("a", "s", 1, 1, 1, Double.POSITIVE_INFINITY, 0).ratio()));
        assertTrue(Double.isNaN(new Comparison("a", "s", 0, 1, Double.NaN, 1, 0).ratio()));
        assertEquals(Double.POSITIVE_INFINITY, new Comparison("a", "s", 1, 1, 0, 0, 0).ratio());
    }

    @Test
    void binsOfLargeNumbers() {
        Table a = table(1, 1, 0, 0);
        Table b = table(2, 1, 0, 0);
        double[] edges = {-3, 0, 3};
        var usual = Validation.conditional(a, b, "x", "y", edges).table();
        double unit = Math.scalb(1.0, 997);
        var large = Validation.conditional(table(1, unit, 0, 0), table(2, unit, 0, 0), "x", "y", edges)
                .table();
        for (String column : List.of("reference", "sample", "difference", "error", "null")) {
            double[] expected = usual.doubleColumn(column).asDoubleArray();
            double[] found = large.doubleColumn(column).asDoubleArray();
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], found[i] / unit, 1e-12 + 1e-9 * Math.abs(expected[i]), column);
            }
        }
    }

    @Test
    void curvesAndDistancesOfTheLargestNumbers() {
        double[] large = {-1e308, 0, 1e308, 1.5e308};
        double[] tiny = {-1e-320, 0, 1e-320, 2e-320};
        assertEquals(
                Roc.of(tiny, new double[] {0}).area(),
                Roc.of(large, new double[] {0}).area());
        assertEquals(0.5e308, Wasserstein.distance(new double[] {1e308}, new double[] {1.5e308}), 1e295);
        assertEquals(0, Wasserstein.distance(large, large));
        assertEquals(1e-320, Wasserstein.distance(new double[] {1e-320}, new double[] {2e-320}), 1e-323);
        assertEquals(1, KolmogorovSmirnov.distance(new double[] {1e-320}, new double[] {1e308}));
        assertEquals(0, KolmogorovSmirnov.distance(new double[] {3}, new double[] {3}));
    }

    @Test
    void negativeWeightsTakeAway() {
        double[] values = {0, 1, 1};
        double[] weights = {1, 1, -1};
        assertEquals(2, Wasserstein.distance(values, weights, new double[] {2}, new double[] {1}), 1e-15);
        double[] huge = Arrays.stream(weights).map(w -> w * 1e308).toArray();
        assertEquals(2, Wasserstein.distance(values, huge, new double[] {2}, new double[] {1}), 1e-15);
    }

    /** x = offset + unit * (N(0,1) + shift), and y normal and a little correlated. */
    private static Table table(long seed, double unit, double offset, double shift) {
        var random = new Random(seed);
        double[] x = new double[800];
        double[] y = new double[800];
        for (int i = 0; i < x.length; i++) {
            double z = random.nextGaussian();
            x[i] = offset + unit * (z + shift);
            y[i] = 0.3 * z + random.nextGaussian();
        }
        return Table.create("made", DoubleColumn.create("x", x), DoubleColumn.create("y", y));
    }
}
