package flashflow.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import flashflow.flow.density.Adam;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The optimizer against the papers' formulas in double precision. */
class AdamTest {
    private static final double LR = 1e-2;

    /** Kingma and Ba 2015, algorithm 1; Loshchilov and Hutter 2019, algorithm 2. */
    private static final class Reference {
        final double[] p;
        final double[] m;
        final double[] v;

        Reference(float[] start) {
            p = new double[start.length];
            m = new double[start.length];
            v = new double[start.length];
            for (int i = 0; i < p.length; i++) {
                p[i] = start[i];
            }
        }

        void update(float[] gradient, int t, Adam.Settings s) {
            double norm = 0;
            for (float g : gradient) {
                norm += (double) g * g;
            }
            double scale = s.maxNorm() > 0 ? Math.min(1, s.maxNorm() / Math.sqrt(norm)) : 1;
            for (int i = 0; i < p.length; i++) {
                double g = gradient[i] * scale + (s.decoupled() ? 0 : s.weightDecay() * p[i]);
                p[i] -= s.decoupled() ? LR * s.weightDecay() * p[i] : 0;
                m[i] = s.beta1() * m[i] + (1 - s.beta1()) * g;
                v[i] = s.beta2() * v[i] + (1 - s.beta2()) * g * g;
                double first = m[i] / (1 - Math.pow(s.beta1(), t));
                double second = v[i] / (1 - Math.pow(s.beta2(), t));
                p[i] -= LR * first / (Math.sqrt(second) + s.eps());
            }
        }
    }

    private static float[] gradient(SplittableRandom random, int size) {
        float[] gradient = new float[size];
        for (int i = 0; i < size; i++) {
            gradient[i] = (float) random.nextGaussian();
        }
        return gradient;
    }

    @ParameterizedTest
    @CsvSource({"0, false, 0", "0, false, 3", "0.1, false, 0", "0.1, true, 0", "0.1, true, 3", "0, false, 1000"})
    void followsTheFormula(double decay, boolean decoupled, double maxNorm) {
        var settings = new Adam.Settings(0.9, 0.99, 1e-8, decay, decoupled, maxNorm);
        var random = new SplittableRandom(5);
        try (var flow = Tiny.flow();
                var adam = new Adam(flow, settings)) {
            var reference = new Reference(flow.parameters().toFloatArray());
            for (int t = 1; t <= 6; t++) {
                float[] values = gradient(random, reference.p.length);
                reference.update(values, t, settings);
                try (NDArray gradient = array(flow.parameters(), values)) {
                    double norm = adam.update(gradient, LR);
                    assertTrue(norm > 0.9 * Math.sqrt(values.length) && norm < 1.1 * Math.sqrt(values.length));
                }
            }
            close(reference.p, flow.parameters());
            close(reference.m, adam.firstMoment());
            close(reference.v, adam.secondMoment());
            assertEquals(6, adam.updates().toFloatArray()[0]);
        }
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity"})
    void aGradientThatIsNotFiniteChangesNothing(float bad) {
        try (var flow = Tiny.flow();
                var adam = new Adam(flow, Adam.Settings.standard())) {
            float[] values =
                    gradient(new SplittableRandom(5), (int) flow.parameters().size());
            try (NDArray good = array(flow.parameters(), values)) {
                adam.update(good, LR);
            }
            float[] before = flow.parameters().toFloatArray();
            float[] moments = adam.firstMoment().toFloatArray();
            values[3] = bad;
            try (NDArray poisoned = array(flow.parameters(), values)) {
                assertTrue(!Float.isFinite(adam.update(poisoned, LR)));
            }
            assertArrayEquals(before, flow.parameters().toFloatArray());
            assertArrayEquals(moments, adam.firstMoment().toFloatArray());
            assertEquals(1, adam.updates().toFloatArray()[0]);
        }
    }

    private static NDArray array(NDArray like, float[] values) {
        try (NDArray borrowed = like.getManager().create(values)) {
            return borrowed.duplicate();
        }
    }

    private static void close(double[] expected, NDArray array) {
        float[] actual = array.toFloatArray();
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], 1e-5 * (1 + Math.abs(expected[i])));
        }
    }
}
