package flashflow.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
    private static double[] values(int n, double centre) {
        var random = new Random(n);
        return random.doubles(n).map(x -> centre + x).toArray();
    }

    /** Far from zero the textbook formula, mean of squares less square of mean, has lost all digits at 1e9. */
    @ParameterizedTest
    @ValueSource(doubles = {0, -3, 1e6, 1e9, -1e10})
    void blocksOfAnySizeAgreeWithTheWhole(double centre) {
        double[] values = values(10_007, centre);
        double mean = new Mean().evaluate(values);
        double deviation = new StandardDeviation(false).evaluate(values);
        for (int size : new int[] {1, 2, 100, 4096, 20_000}) {
            var moments = Moments.NONE;
            for (int from = 0; from < values.length; from += size) {
                double[] block = Arrays.copyOfRange(values, from, Math.min(from + size, values.length));
                moments = moments.plus(Moments.of(block, block.length));
            }
            assertEquals(values.length, moments.count());
            assertEquals(mean, moments.mean(), 1e-13 * Math.max(1, Math.abs(centre)));
            // A sum of doubles is known to some 2^-53 of its size.
            assertEquals(deviation, moments.deviation(), 1e-12 + 1e-15 * Math.abs(centre));
            assertEquals(Arrays.stream(values).min().orElseThrow(), moments.min());
            assertEquals(Arrays.stream(values).max().orElseThrow(), moments.max());
        }
    }

    @Test
    void theTwoDeviationsDifferByTheirDivisors() {
        var moments = Moments.of(new double[] {1, 3, 99}, 2);
        assertEquals(1, moments.deviation());
        assertEquals(Math.sqrt(2), moments.sampleDeviation(), 1e-15);
    }

    @Test
    void valuesThatAreNotFiniteAreLeftOut() {
        double[] values = {Double.NaN, 4, Double.NEGATIVE_INFINITY, 6, Double.POSITIVE_INFINITY};
        assertEquals(Moments.of(new double[] {4, 6}, 2), Moments.of(values, 5));
        assertEquals(Moments.NONE, Moments.of(values, 1));
    }

    @Test
    void noneAndOne() {
        assertEquals(Moments.NONE, Moments.NONE.plus(Moments.NONE));
        assertTrue(Double.isNaN(Moments.NONE.deviation()));
        var one = Moments.of(new double[] {7}, 1);
        assertEquals(one, Moments.NONE.plus(one));
        assertEquals(one, one.plus(Moments.NONE));
        assertEquals(0, one.deviation());
        assertTrue(Double.isNaN(one.sampleDeviation()));
        assertTrue(one.isConstant() && Moments.NONE.isConstant());
        assertFalse(one.plus(Moments.of(new double[] {8}, 1)).isConstant());
    }
}
