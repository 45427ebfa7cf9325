package flashflow.data.regression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.random.RandomStream;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ContextRegressionTest {
    private final RandomStream random = RandomStream.of(8);

    /** Rows (context, one target); the context is changed by the caller. */
    private float[][] rows(int count, int context, ToDoubleFunction<float[]> target) {
        float[][] rows = new float[count][context + 1];
        for (float[] row : rows) {
            for (int c = 0; c < context; c++) {
                row[c] = (float) random.gaussian();
            }
            row[context] = (float) target.applyAsDouble(row);
        }
        return rows;
    }

    private static ContextRegression regression(float[][] rows) {
        var sums = new RegressionSums(rows[0].length - 1, 1);
        for (float[] row : rows) {
            sums.add(row, 0, 1);
        }
        return sums.regression();
    }

    @Test
    void aLinearTargetIsFound() {
        var found = regression(rows(20_000, 3, y -> 5 + 2 * y[0] - y[2] + 0.1 * random.gaussian()));
        assertArrayEquals(new double[] {2, 0, -1}, found.weights(0), 5e-3);
        assertEquals(5, found.bias(0), 5e-3);
        assertEquals(0.1, found.deviation(0), 2e-3);
    }

    @Test
    void farFromZeroNothingIsLost() {
        var found = regression(rows(5_000, 1, y -> {
            double target = 3e4 + 2 * y[0];
            y[0] += 1e5f;
            return target + random.gaussian();
        }));
        assertEquals(2, found.weights(0)[0], 0.05);
        assertEquals(1, found.deviation(0), 0.05);
    }

    @Test
    void collinearColumnsShareAndConstantOnesGetNothing() {
        var found = regression(rows(1_000, 4, y -> {
            y[1] = 3 * y[0];
            y[2] = 7;
            y[3] = 1e-30f;
            return y[0] + 0.5 * random.gaussian();
        }));
        double[] weights = found.weights(0);
        assertEquals(1, weights[0] + 3 * weights[1], 0.06);
        assertTrue(weights[0] > 0 && weights[1] > 0);
        assertEquals(0, weights[2]);
        assertEquals(0, weights[3]);
    }

    @Test
    void fewRowsOfManyColumnsAreNotLearnedByHeart() {
        for (int count : new int[] {1, 2, 5, 20, 40}) {
            var found = regression(rows(count, 30, y -> random.gaussian()));
            float[][] others = rows(500, 30, y -> random.gaussian());
            double squares = 0;
            for (float[] row : others) {
                squares += Math.pow(found.residual(row, 0, 0) * found.deviation(0), 2);
            }
            assertTrue(squares / 500 < 3.5, count + " rows: " + squares / 500);
            assertTrue(count < 5 || found.deviation(0) > 0.4, count + " rows: " + found.deviation(0));
        }
    }

    @Test
    void constantTargetsStayAsTheyAre() {
        var found = regression(rows(100, 2, y -> 1e6));
        assertArrayEquals(new double[2], found.weights(0));
        assertEquals(1, found.deviation(0));
        assertEquals(0, found.bias(0));
    }

    @Test
    void exactTargetsKeepADeviation() {
        var found = regression(rows(1000, 1, y -> 2 * y[0]));
        assertEquals(2, found.weights(0)[0], 1e-4);
        assertTrue(found.deviation(0) > 1e-3, "" + found.deviation(0));
    }

    @Test
    void predictionsStayWithinTheTargets() {
        var found = regression(rows(1000, 1, y -> Math.tanh(y[0]) + 0.1 * random.gaussian()));
        assertTrue(found.highest(0) > 0.8 && found.highest(0) < 1.5, "" + found.highest(0));
        assertEquals(0, found.residual(new float[] {100, (float) found.highest(0)}, 0, 0), 1e-6);
        assertEquals(0, found.residual(new float[] {-100, (float) found.lowest(0)}, 0, 0), 1e-6);
    }

    /** Half of the values are -1, whatever the context. */
    @Test
    void pilesThatDoNotFollowTheContextStayWhereTheyAre() {
        var found = regression(rows(5_000, 1, y -> random.uniform(0, 1) < 0.5 ? -1 : y[0] + 0.5 * random.gaussian()));
        assertArrayEquals(new double[1], found.weights(0));
        assertEquals(1, found.deviation(0));
        assertEquals(-1, found.residual(new float[] {2, -1}, 0, 0));
    }

    @Test
    void aTargetWithoutDependenceStaysAsItIs() {
        var found = regression(rows(5_000, 2, y -> 3 + random.gaussian()));
        assertArrayEquals(new double[2], found.weights(0));
        assertEquals(3, found.residual(new float[] {2, 2, 3}, 0, 0));
    }

    @Test
    void weightsCountAsRepeatedRows() {
        float[][] rows = rows(200, 2, y -> y[0] + random.gaussian());
        var weighted = new RegressionSums(2, 1);
        var repeated = new RegressionSums(2, 1);
        for (int r = 0; r < rows.length; r++) {
            weighted.add(rows[r], 0, r % 3);
            for (int n = 0; n < r % 3; n++) {
                repeated.add(rows[r], 0, 1);
            }
        }
        assertArrayEquals(
                repeated.regression().weights(0), weighted.regression().weights(0), 0.05);
    }
}
