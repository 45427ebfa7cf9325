package flashflow.toy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.random.RandomStream;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is drawn as its law says, and the law is normalised. */
class WrittenTest {
    private static final int DRAWS = 40_000;
    private static final int POINTS = 20_000;
    private static final Density SCORE =
            Mixture.either(0.2, new Gaussian(-0.1, 0.02), new SplitGaussian(0.8, 0.3, 0.1));

    static Stream<Arguments> kinds() {
        var score = new Written.Spiked(-0.045, -0.1, new Written.Within(0, 1));
        return Stream.of(
                Arguments.of(Written.Within.ALL, new SplitGaussian(0.9, 0.1, 0.02), 0.2, 1.1),
                Arguments.of(new Written.Within(0.05, 1), new ExpTailGaussian(0.5, 0.4, 1.3, 1.8), 0.05, 1),
                Arguments.of(score, SCORE, 0, 1),
                Arguments.of(Written.Spiked.below(0.4, -0.3), SCORE, 0.4, 2),
                Arguments.of(new Written.Whole(1), new SplitGaussian(3, 1.5, 4), 0, 0),
                Arguments.of(
                        new Written.Levels(0, 4, 6, 7), Mixture.levels(new double[] {-1, 0, 1, 0.3}, 0, 4, 6, 7), 0, 0),
                Arguments.of(new Written.Levels(0, 1), new Gaussian(0.4, 0.3), 0, 0));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void probabilitiesAndDensitiesMakeOne(Written written, Density smooth, double low, double high) {
        double step = (high - low) / POINTS;
        double continuous = DoubleStream.iterate(low + step / 2, x -> x < high, x -> x + step)
                .map(x -> step * Math.exp(written.log(smooth, x)))
                .sum();
        var counted = new HashMap<Double, Double>();
        draws(written, smooth)
                .filter(x -> !written.hasDensity(x))
                .forEach(x -> counted.put(x, Math.exp(written.log(smooth, x))));
        double all = continuous + counted.values().stream().mapToDouble(p -> p).sum();
        assertEquals(1, low == high ? all - continuous : all, 1e-3);
    }

    /** Chi-squared of ten slices of the interval and of each counted value. */
    @ParameterizedTest
    @MethodSource("kinds")
    void drawsFollowTheLaw(Written written, Density smooth, double low, double high) {
        var expected = new HashMap<Double, Double>();
        var seen = new HashMap<Double, Long>();
        double width = (high - low) / 10;
        draws(written, smooth).forEach(x -> {
            double key = written.hasDensity(x) ? low + width * Math.floor((x - low) / width) : x;
            seen.merge(key, 1L, Long::sum);
            expected.computeIfAbsent(key, k -> probability(written, smooth, k, x, width));
        });
        assertTrue(chiSquared(expected, seen) < expected.size() + 4.5 * Math.sqrt(2.0 * expected.size()) + 4);
    }

    private static double probability(Written written, Density smooth, double key, double x, double width) {
        if (!written.hasDensity(x)) {
            return Math.exp(written.log(smooth, x));
        }
        double step = width / POINTS;
        double sum = 0;
        for (int i = 0; i < POINTS; i++) {
            sum += step * Math.exp(written.log(smooth, key + (i + 0.5) * step));
        }
        return sum;
    }

    private static double chiSquared(Map<Double, Double> expected, Map<Double, Long> seen) {
        double sum = 0;
        for (var cell : expected.entrySet()) {
            double mean = DRAWS * cell.getValue();
            double difference = seen.get(cell.getKey()) - mean;
            sum += mean < 5 ? 0 : difference * difference / mean;
        }
        return sum;
    }

    private static DoubleStream draws(Written written, Density smooth) {
        var random = RandomStream.of(7);
        return DoubleStream.generate(() -> written.draw(smooth, random)).limit(DRAWS);
    }

    @Test
    void scalesKnowTheirDerivatives() {
        for (var scale :
                new FileScale[] {FileScale.SAME, new FileScale.Logarithm(0.08), new FileScale.Arctangent(10, 1)}) {
            for (double x : new double[] {0.02, 0.7, 1.3}) {
                double slope = (scale.read(x + 1e-6) - scale.read(x - 1e-6)) / 2e-6;
                assertEquals(Math.log(slope), scale.logDerivative(x), 1e-7);
            }
        }
    }
}
