package flashflow.validation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import flashflow.data.Interruption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

/** Every statistic that draws nothing, against scipy, scikit-learn and numpy. */
class ReferenceValuesTest {
    private static final double EXACT = 1e-10;
    private static final Table REFERENCE = References.reference();
    private static final Table SAMPLE = References.sample();

    @ParameterizedTest
    @ValueSource(strings = {"x", "y", "n", "tail"})
    void singleColumns(String column) {
        double[] a = References.values(REFERENCE, column);
        double[] b = References.values(SAMPLE, column);
        double[] weightsOfA = References.values(REFERENCE, "weight");
        double[] weightsOfB = References.values(SAMPLE, "weight");
        assertEquals(References.number("wasserstein " + column), Wasserstein.distance(a, b), EXACT);
        assertEquals(
                References.number("weighted wasserstein " + column),
                Wasserstein.distance(a, weightsOfA, b, weightsOfB),
                EXACT);
        assertEquals(References.number("kolmogorov " + column), KolmogorovSmirnov.distance(a, b), EXACT);
    }

    @Test
    void slicedWasserstein() {
        double[] flat = References.of("directions");
        double[][] directions = new double[6][];
        Arrays.setAll(directions, i -> Arrays.copyOfRange(flat, 4 * i, 4 * i + 4));
        double distance = SlicedWasserstein.distance(
                References.observations(REFERENCE),
                References.observations(SAMPLE),
                directions,
                Interruption.of("test"));
        assertEquals(References.number("sliced"), distance, EXACT);
    }

    @Test
    void frechetDistance() {
        double distance = Covariance.of(scaled(REFERENCE)).squaredFrechetDistance(Covariance.of(scaled(SAMPLE)));
        assertEquals(References.number("frechet"), distance, EXACT);
    }

    @Test
    void meanDiscrepancy() {
        double squared = MeanDiscrepancy.squared(scaled(REFERENCE), scaled(SAMPLE), Interruption.of("test"));
        assertEquals(References.number("discrepancy"), squared, EXACT);
    }

    private static Observations scaled(Table table) {
        return PhysicsDistances.Units.of(References.observations(REFERENCE)).applied(References.observations(table));
    }

    @ParameterizedTest
    @ValueSource(strings = {"inside", "flat", "through zero"})
    void lineOfTheFrechetDistances(String name) {
        double[] x = new double[10];
        Arrays.setAll(x, i -> 0.1 + 0.3 * i / 9);
        var line = PhysicsDistances.NonNegativeLine.fit(x, References.of("line " + name + " y"));
        double[] expected = References.of("line " + name);
        assertEquals(expected[0], line.intercept(), 1e-6);
        assertEquals(expected[1], line.slope(), 1e-6);
        assertEquals(expected[2], line.interceptError(), 1e-6);
    }

    @Test
    void correlations() {
        Table a = References.unweighted(REFERENCE);
        Table b = References.unweighted(SAMPLE);
        assertEquals(References.number("correlation"), Correlations.difference(a, b), EXACT);
        var differences = Correlations.differences(a, b);
        double[] expected = References.of("correlations");
        for (int r = 0, k = 0; r < 4; r++) {
            assertEquals(0, differences.doubleColumn(r + 1).get(r));
            for (int c = 0; c < r; c++, k++) {
                assertEquals(expected[k], differences.doubleColumn(c + 1).get(r), EXACT);
                assertEquals(expected[k], differences.doubleColumn(r + 1).get(c), EXACT);
            }
        }
    }

    @Test
    void rocWithTies() {
        var roc = Roc.of(SAMPLE.doubleColumn("n"), REFERENCE.doubleColumn("n"));
        assertArrayEquals(References.of("roc background"), roc.backgroundEfficiency(), EXACT);
        assertArrayEquals(References.of("roc signal"), roc.signalEfficiency(), EXACT);
        assertArrayEquals(
                References.of("roc thresholds"), Arrays.copyOfRange(roc.thresholds(), 1, roc.thresholds().length));
        assertEquals(References.number("auc n"), roc.area(), EXACT);
    }

    @Test
    void rocWithoutTies() {
        double area =
                Roc.of(SAMPLE.doubleColumn("x"), REFERENCE.doubleColumn("x")).area();
        assertEquals(References.number("auc x"), area, EXACT);
    }

    @Test
    void binsOfAContextColumn() {
        var table = Validation.conditional(REFERENCE, SAMPLE, "y", "x", References.of("bins edges"))
                .table();
        for (String statistic : BinStatistics.NAMES) {
            var rows = table.where(table.stringColumn("statistic").isEqualTo(statistic));
            assertArrayEquals(
                    References.of("bins " + statistic),
                    rows.doubleColumn("reference").asDoubleArray(),
                    EXACT,
                    statistic);
        }
    }
}
