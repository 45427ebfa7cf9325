package flashflow.toy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import java.util.Arrays;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What holds for every toy detector. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ToyDetectorContract {
    private static final int ROWS = 20_000;

    final AutoregressiveToy toy = toy();
    final int width = toy.layout().width();
    final int contexts = toy.layout().context().size();
    final float[] sample = rows(7, 0, ROWS);

    abstract AutoregressiveToy toy();

    /** Mean of -log p over rows 0 to 199,999 of seed 1, in nats. */
    abstract double optimum();

    float[] rows(long seed, long first, int count) {
        var rows = new float[count * width];
        toy.generate(seed, first, count, rows);
        return rows;
    }

    /** A column of the sample. */
    double[] column(String name) {
        int column = toy.layout().columns().indexOf(name);
        var values = new double[ROWS];
        Arrays.setAll(values, i -> sample[i * width + column]);
        return values;
    }

    private Density factor(int target, int row) {
        return toy.factors().get(target).given(new ToyRow(sample, row * width));
    }

    private double target(int target, int row) {
        return sample[row * width + contexts + target];
    }

    @Test
    void everyFactorIsNormalised() {
        for (int target = 0; target < toy.factors().size(); target++) {
            for (int row = 0; row < 25; row++) {
                var density = factor(target, row);
                var range = Integral.over(density, target(target, row), 20_000);
                String name = toy.layout().targets().get(target) + ", row " + row;
                assertEquals(1, range.of(x -> Math.exp(density.log(x))), 2e-5, name);
            }
        }
    }

    @Test
    void everyFactorIsSampledAsItsDensitySays() {
        var test = KolmogorovSmirnovTest.withDefaults().with(PValueMethod.ASYMPTOTIC);
        for (int target = 0; target < toy.factors().size(); target++) {
            var probabilities = new double[ROWS];
            for (int row = 0; row < ROWS; row++) {
                probabilities[row] = factor(target, row).cdf(target(target, row));
            }
            double p =
                    test.test(probabilities, u -> Math.max(0, Math.min(1, u))).getPValue();
            assertTrue(p > 1e-4, toy.layout().targets().get(target) + " has p " + p);
        }
    }

    /** The entropies of the factors, integrated numerically, against the sample's mean of -log p. */
    @Test
    void optimumIsTheMeanEntropy() {
        int rows = 1000;
        double[] logs = toy.logDensity(sample, rows);
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < rows; row++) {
            double difference = -logs[row] - entropy(row);
            sum += difference;
            squares += difference * difference;
        }
        assertEquals(0, sum / rows, 4 * Math.sqrt(squares) / rows);
    }

    private double entropy(int row) {
        double sum = 0;
        for (int target = 0; target < toy.factors().size(); target++) {
            var density = factor(target, row);
            sum += Integral.over(density, target(target, row), 1500).of(x -> entropyAt(density, x));
        }
        return sum;
    }

    private static double entropyAt(Density density, double x) {
        double log = density.log(x);
        return -log * Math.exp(log);
    }

    @Test
    void optimumIsPinned() {
        assertEquals(optimum(), toy.optimalNll(1, 200_000), 0.01);
    }

    @Test
    void rowsDependOnSeedAndIndexAlone() {
        float[] all = rows(3, 0, 1000);
        assertArrayEquals(all, rows(3, 0, 1000));
        assertArrayEquals(Arrays.copyOfRange(all, 313 * width, 1000 * width), rows(3, 313, 687));
        long far = 5_000_000_000L;
        assertArrayEquals(Arrays.copyOfRange(rows(3, far, 10), 4 * width, 10 * width), rows(3, far + 4, 6));
        assertTrue(!Arrays.equals(all, rows(4, 0, 1000)));
        assertTrue(!Arrays.equals(rows(3, 0, 1), rows(3, 1, 1)));
    }

    /** Rows are seeded one by one: neighbours must not be alike. */
    @Test
    void neighbouringRowsAreIndependent() {
        for (String name : toy.layout().columns()) {
            double[] values = column(name);
            double r = new PearsonsCorrelation()
                    .correlation(Arrays.copyOf(values, ROWS - 1), Arrays.copyOfRange(values, 1, ROWS));
            assertTrue(Math.abs(r) * Math.sqrt(ROWS) < 4.5, name + " " + r);
        }
    }

    @Test
    void logDensityLooksAtOneRowAtATime() {
        double[] all = toy.logDensity(sample, 10);
        float[] last = Arrays.copyOfRange(sample, 9 * width, 10 * width);
        assertEquals(all[9], toy.logDensity(last, 1)[0]);
    }

    @Test
    void everyValueIsFinite() {
        for (float value : sample) {
            assertTrue(Float.isFinite(value));
        }
        for (double log : toy.logDensity(sample, ROWS)) {
            assertTrue(Double.isFinite(log));
        }
    }

    /** A spline flow on standardised targets must be able to see every peak. */
    @Test
    void noFactorIsMuchNarrowerThanItsColumn() {
        for (int target = 0; target < toy.factors().size(); target++) {
            double[] values = column(toy.layout().targets().get(target));
            double mean = Arrays.stream(values).average().orElseThrow();
            double deviation = Math.sqrt(Arrays.stream(values)
                    .map(x -> (x - mean) * (x - mean))
                    .average()
                    .orElseThrow());
            for (int row = 0; row < 2000; row++) {
                double peak = Math.exp(factor(target, row).log(target(target, row)));
                assertTrue(peak * deviation < 0.4 / 0.02, toy.layout().targets().get(target));
            }
        }
    }

    @Test
    void rawLeavesItsInputAloneAndTheContextInPlace() {
        float[] before = Arrays.copyOf(sample, 100 * width);
        float[] given = before.clone();
        float[] raw = toy.raw(given, 100);
        assertArrayEquals(before, given);
        assertEquals(100 * width, raw.length);
        for (float value : raw) {
            assertTrue(Float.isFinite(value));
        }
    }

    @Test
    void impossibleRequestsAreRefused() {
        assertThrows(FlashFlowException.class, () -> toy.generate(1, -1, 1, new float[width]));
        assertThrows(FlashFlowException.class, () -> toy.generate(1, 0, -1, new float[width]));
        assertThrows(FlashFlowException.class, () -> toy.generate(1, 0, 2, new float[width]));
        assertThrows(FlashFlowException.class, () -> toy.logDensity(new float[width], 2));
        assertThrows(FlashFlowException.class, () -> toy.optimalNll(1, 0));
    }
}
