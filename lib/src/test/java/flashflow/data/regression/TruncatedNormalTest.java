package flashflow.data.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.random.RandomStream;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws truncated to (0, 1), and their regression. */
class TruncatedNormalTest {
    private static final NormalDistribution NORMAL = new NormalDistribution();
    private final RandomStream random = RandomStream.of(3);

    static Stream<TruncatedNormal> laws() {
        return Stream.of(0.02, 0.1, 0.5, 3.0).flatMap(s -> Stream.of(-8 * s, -s, 0.0, 0.3, 0.5, 0.8, 1.0, 1 + 8 * s)
                .map(m -> new TruncatedNormal(m, s)));
    }

    @ParameterizedTest
    @MethodSource("laws")
    void shiftedIsTheQuantileOfTheShare(TruncatedNormal law) {
        double low = NORMAL.cumulativeProbability(-law.m() / law.s());
        double high = NORMAL.cumulativeProbability((1 - law.m()) / law.s());
        for (double share : new double[] {0.02, 0.2, 0.5, 0.9, 0.99}) {
            if (high - low > 1e-6 && high < 0.999999) {
                double b = NORMAL.inverseCumulativeProbability(low + share * (high - low));
                double q = NORMAL.inverseCumulativeProbability(law.m() + law.s() * b);
                assertEquals(NORMAL.inverseCumulativeProbability(share), law.shifted(q), 1e-6);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("laws")
    void theDerivativeIsThatOfTheCurve(TruncatedNormal law) {
        double before = Double.NEGATIVE_INFINITY;
        for (double q = -4; q <= 4; q += 0.25) {
            double x = law.shifted(q);
            assertTrue(x >= before);
            before = x;
            if (Math.abs(x) < 6) {
                double h = 1e-5;
                double slope = (law.shifted(q + h) - law.shifted(q - h)) / (2 * h);
                assertEquals(Math.log(slope), law.logDerivative(q, x), 1e-4, law + " at " + q);
            }
        }
    }

    /** Rows (y0, y1, constant, x), where x is the normal quantile of a place. */
    private ContextRegression regression(int rows, double s, DoubleUnaryOperator mean, double weight) {
        var sums = new RegressionSums(3, java.util.List.of(new QuantilePlace(2, 0.5)));
        for (int i = 0; i < rows; i++) {
            double y = random.uniform(-2, 2);
            double v;
            do {
                v = mean.applyAsDouble(y) + s * random.gaussian();
            } while (!(v > 0 && v < 1));
            double x = (NORMAL.inverseCumulativeProbability(v) - 0.5) / 2;
            sums.add(new float[] {(float) (50 + 3 * y), (float) random.gaussian(), 7, (float) x}, 0, weight);
        }
        return sums.regression();
    }

    @ParameterizedTest
    @CsvSource({"0.05, 0.2, 0.5, 20000", "0.3, 0.6, 0.5, 20000", "0.05, 0.06, 1.0, 40000", "0.2, 0.3, -0.2, 20000"})
    void itsNumbersAreFound(double s, double slope, double middle, int rows) {
        var found = regression(rows, s, y -> middle + slope * y, 0.25);
        assertTrue(found.place(0).isBounded());
        assertEquals(s, found.deviation(0), 0.05 * s);
        assertEquals(slope / 3, found.weights(0)[0], 0.05 * slope / 3);
        assertEquals(0, found.weights(0)[1], 0.05 * s);
        assertEquals(0, found.weights(0)[2]);
        assertEquals(middle, found.bias(0) + 50 * found.weights(0)[0], 0.1 * s + 0.03 * slope);
    }

    @Test
    void whatDoesNotFollowTheContextIsLeftAsItIs() {
        for (int rows : new int[] {1, 2, 5, 30, 2000}) {
            var found = regression(rows, 2, y -> 0.5, 1);
            float[] row = {51, 0.3f, 7, 0.4f};
            assertTrue(Math.abs(found.residual(row, 0, 0) - 0.4) < (rows < 2000 ? 10 : 1e-7), rows + " rows");
            assertTrue(rows < 2000 || !found.place(0).isBounded());
        }
    }

    /** As close to a bound as float32 says. */
    @Test
    void nothingIsLostNextToABound() {
        for (double m : new double[] {-0.3, 0.2, 0.9}) {
            var law = new TruncatedNormal(m, 0.1);
            for (double q : new double[] {-8, -6, 6, 8}) {
                double x = law.shifted(q);
                assertTrue(Double.isFinite(x) && Double.isFinite(law.logDerivative(q, x)), m + ", " + q);
            }
        }
    }
}
