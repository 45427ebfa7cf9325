package flashflow.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import flashflow.FlashFlowException;
import flashflow.flow.kernels.FlowKernels;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RationalQuadraticSplineTest {
    private static final double B = 3;
    private static final int K = 7;
    private static final double[] WIDTHS = normal(1, K);
    private static final double[] HEIGHTS = normal(2, K);
    private static final double[] DERIVATIVES = normal(3, K - 1);
    private static final double[] X =
            IntStream.rangeClosed(0, 140).mapToDouble(i -> -3.5 + 0.05 * i).toArray();

    private final RationalQuadraticSpline spline = RationalQuadraticSpline.of(B, WIDTHS, HEIGHTS, DERIVATIVES);

    @Test
    void inverseLeadsBack() {
        for (double x : X) {
            assertEquals(x, spline.inverse(spline.forward(x)), 1e-9);
        }
    }

    @Test
    void passesItsKnotsWithTheirDerivatives() {
        for (int k = 0; k <= K; k++) {
            assertEquals(spline.knotsY()[k], spline.forward(spline.knotsX()[k]), 1e-12);
            assertEquals(spline.knotDerivatives()[k], spline.derivative(spline.knotsX()[k]), 1e-12);
        }
    }

    @Test
    void derivativeIsThatOfTheCurve() {
        double h = 1e-5;
        for (double x : X) {
            double slope = (spline.forward(x + h) - spline.forward(x - h)) / (2 * h);
            assertEquals(slope, spline.derivative(x), 1e-3 * slope);
        }
    }

    @Test
    void outsideItIsTheIdentity() {
        assertEquals(-3.2, spline.forward(-3.2));
        assertEquals(3.2, spline.inverse(3.2));
        assertEquals(1, spline.derivative(7));
    }

    @Test
    void equalBinsWithUnitDerivativesAreTheIdentityInside() {
        double unit = Math.log(Math.expm1(1 - 1e-3));
        var line = RationalQuadraticSpline.of(B, new double[3], new double[3], new double[] {unit, unit});
        assertEquals(0.7, line.forward(0.7), 1e-12);
        assertEquals(1, line.derivative(0.7), 1e-12);
    }

    @Test
    void theKernelsOfTheFlowGiveTheSameSpline() {
        try (NDManager scope = Engine.getInstance().newBaseManager(Device.cpu())) {
            NDArray x = scope.create(X, new Shape(X.length, 1));
            var forward = kernel(scope, "spline_forward", x);
            double[] z = forward[0];
            for (int i = 0; i < X.length; i++) {
                assertEquals(spline.forward(X[i]), z[i], 1e-12);
                assertEquals(Math.log(spline.derivative(X[i])), forward[1][i], 1e-10);
            }
            var inverse = kernel(scope, "spline_inverse", scope.create(z, new Shape(z.length, 1)));
            assertArrayEquals(X, inverse[0], 1e-9);
        }
    }

    /** A last layer without weights, whose biases are the logits. */
    private static double[][] kernel(NDManager scope, String name, NDArray in) {
        NDArray a = scope.zeros(new Shape(in.getShape().get(0), 1), in.getDataType());
        var last = new NDArray[] {
            zeros(scope, K),
            scope.create(WIDTHS),
            zeros(scope, K),
            scope.create(HEIGHTS),
            zeros(scope, K - 1),
            scope.create(DERIVATIVES)
        };
        double[] box = {B, 1e-3, 1e-3, 1e-3, 1};
        var kernels = FlowKernels.on(Device.cpu());
        var result = kernels.run(scope, name, in, a, last, box);
        return new double[][] {result.get(0).toDoubleArray(), result.get(1).toDoubleArray()};
    }

    private static NDArray zeros(NDManager scope, int rows) {
        return scope.create(new double[rows], new Shape(rows, 1));
    }

    @Test
    void refusesWhatMakesNoSpline() {
        var lengths = assertThrows(
                FlashFlowException.class,
                () -> RationalQuadraticSpline.of(B, new double[3], new double[3], new double[3]));
        assertTrue(lengths.getMessage().contains("3 widths, 3 heights and 3 derivatives"), lengths.getMessage());
        assertThrows(
                FlashFlowException.class,
                () -> RationalQuadraticSpline.of(0, new double[3], new double[3], new double[2]));
        assertThrows(
                FlashFlowException.class,
                () -> RationalQuadraticSpline.of(B, new double[] {0, Double.NaN}, new double[2], new double[1]));
    }

    private static double[] normal(long seed, int count) {
        var random = new SplittableRandom(seed);
        return IntStream.range(0, count).mapToDouble(i -> random.nextGaussian()).toArray();
    }
}
