package flashflow.toy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.random.RandomStream;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DensityTest {
    static Stream<Density> densities() {
        return Stream.of(
                new Gaussian(-0.1, 0.02),
                new SplitGaussian(0.9, 0.1, 0.02),
                new ExpTailGaussian(1, 0.1, 1.3, 1.8),
                new ExpTailGaussian(-2, 3, 0.5, 2.5),
                Mixture.flag(0.3),
                Mixture.levels(new double[] {-1, 0, 1}, 0, 2, 6),
                Mixture.either(0.2, new Gaussian(-0.1, 0.02), new SplitGaussian(0.5, 0.1, 0.3)));
    }

    @ParameterizedTest
    @MethodSource("densities")
    void integratesToOneAndToItsCdf(Density density) {
        var range = Integral.over(density, density.sample(RandomStream.of(1)), 40_000);
        assertEquals(1, range.of(x -> Math.exp(density.log(x))), 1e-6);
        double middle = range.middle();
        assertEquals(density.cdf(middle), range.upTo(middle).of(x -> Math.exp(density.log(x))), 1e-6);
    }

    @ParameterizedTest
    @MethodSource("densities")
    void samplesFollowTheCdf(Density density) {
        var random = RandomStream.of(2);
        double[] sample = DoubleStream.generate(() -> density.sample(random))
                .limit(50_000)
                .toArray();
        var test = KolmogorovSmirnovTest.withDefaults().with(PValueMethod.ASYMPTOTIC);
        double p = test.test(sample, density::cdf).getPValue();
        assertTrue(p > 1e-3, () -> density + " has p " + p);
    }

    @Test
    void gaussianAgreesWithCommonsMath() {
        var expected = new NormalDistribution(0.4, 0.03);
        var actual = new Gaussian(0.4, 0.03);
        for (double x : new double[] {0.2, 0.39, 0.4, 0.5}) {
            assertEquals(expected.logDensity(x), actual.log(x), 1e-12);
            assertEquals(expected.cumulativeProbability(x), actual.cdf(x), 1e-14);
        }
    }

    @Test
    void exponentialTailsJoinTheCoreSmoothly() {
        var density = new ExpTailGaussian(0, 1, 1.3, 1.8);
        for (double joint : new double[] {-1.3, 1.8}) {
            assertEquals(density.log(joint - 1e-9), density.log(joint + 1e-9), 1e-8);
        }
    }

    @Test
    void mixtureFarFromEveryPartStaysFinite() {
        assertTrue(Double.isFinite(Mixture.flag(0.5).log(1e3)));
    }
}
