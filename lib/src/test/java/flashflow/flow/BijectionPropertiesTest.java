package flashflow.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import flashflow.flow.density.TensorLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One battery over every bijection: inverse(forward(x)) is x, the log-determinant is that of the Jacobian which the
 * engine's autograd gives, the identity holds in the tails, types and shapes stay.
 */
class BijectionPropertiesTest {
    private static final int ROWS = 24;

    /** @param layer 2 i for the linear layer of step i, 2 i + 1 for its splines, -1 for the whole flow */
    record Case(FlowConfig config, int layer) {
        @Override
        public String toString() {
            String part = layer < 0 ? "flow" : layer % 2 == 0 ? "linear" : "splines of step " + layer / 2;
            return config.kind() + " D=" + config.targets() + " C=" + config.context() + " B=" + config.tailBound()
                    + (config.contextShift() ? config.truncatedShift() ? " truncated" : " shift" : "") + " "
                    + config.activation() + ": " + part;
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (FlowConfig config : List.of(
                    FlowConfig.of(5, 3, 2, 16, 2, 8).kind(kind).tailBound(3),
                    FlowConfig.of(5, 3, 2, 16, 2, 8).kind(kind).tailBound(3).contextShift(true),
                    FlowConfig.of(5, 3, 2, 16, 2, 8)
                            .kind(kind)
                            .tailBound(3)
                            .contextShift(true)
                            .truncatedShift(true),
                    FlowConfig.of(4, 0, 2, 16, 1, 4)
                            .kind(kind)
                            .activation(Activation.ELU)
                            .batchNorm(false),
                    FlowConfig.of(2, 1, 2, 8, 1, 6)
                            .kind(kind)
                            .activation(Activation.LEAKY_RELU)
                            .tailBound(2),
                    FlowConfig.of(3, 2, 2, 8, 0, 5).kind(kind).linear(false).tailBound(2))) {
                for (int layer = -1; layer < 4; layer++) {
                    cases.add(new Case(config, layer));
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void logDeterminantIsThatOfTheJacobian(Case c) {
        try (SplineFlow flow = TestFlows.spreadOut(c.config());
                var manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            double[][][] jacobian = jacobian(flow, c.layer(), manager);
            float[] logDet =
                    forward(flow, c.layer(), input(manager, c), manager).get(1).toFloatArray();
            for (int row = 0; row < ROWS; row++) {
                double expected = Math.log(
                        Math.abs(new LUDecomposition(new Array2DRowRealMatrix(jacobian[row])).getDeterminant()));
                assertEquals(expected, logDet[row], 1e-4 * Math.max(1, Math.abs(expected)), c + ", row " + row);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void inverseUndoesForward(Case c) {
        try (SplineFlow flow = TestFlows.spreadOut(c.config());
                var manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDArray x = input(manager, c);
            NDList z = forward(flow, c.layer(), x, manager);
            NDList back = inverse(flow, c.layer(), z.get(0), manager);
            assertTrue(
                    back.get(0).sub(x).abs().max().getFloat() < 1e-4,
                    c + ": x " + back.get(0).sub(x).abs().max());
            assertEquals(x.getShape(), z.get(0).getShape());
            assertEquals(x.getDataType(), z.get(0).getDataType());
            assertEquals(new Shape(ROWS), z.get(1).getShape());
            if (back.size() > 1) {
                assertTrue(back.get(1).add(z.get(1)).abs().max().getFloat() < 2e-3, c + ": log-determinant");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void splinesAreTheIdentityFarOutside(Case c) {
        if (c.layer() % 2 != 1) {
            return;
        }
        try (SplineFlow flow = TestFlows.spreadOut(c.config());
                var manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDArray x = manager.full(new Shape(ROWS, c.config().targets()), 1e6f);
            NDList z = forward(flow, c.layer(), x, manager);
            assertEquals(x, z.get(0));
            assertEquals(0, z.get(1).abs().max().getFloat());
        }
    }

    private static NDArray input(NDManager manager, Case c) {
        return TestFlows.normal(manager, 14, ROWS, c.config().targets(), 1.0);
    }

    private static NDArray context(SplineFlow flow, NDManager manager) {
        return TestFlows.normal(manager, 12, ROWS, flow.config().context(), 1);
    }

    /** jacobian[row][i][j] = dz_i / dx_j, by a backward pass for every i. */
    private static double[][][] jacobian(SplineFlow flow, int layer, NDManager manager) {
        int d = flow.config().targets();
        var jacobian = new double[ROWS][d][d];
        for (int i = 0; i < d; i++) {
            NDArray x = TestFlows.normal(manager, 14, ROWS, d, 1.0);
            x.setRequiresGradient(true);
            try (var collector = Engine.getInstance().newGradientCollector()) {
                collector.backward(
                        forward(flow, layer, x, manager).get(0).get(":, " + i).sum());
            }
            float[] gradient = x.getGradient().toFloatArray();
            for (int k = 0; k < gradient.length; k++) {
                jacobian[k / d][i][k % d] = gradient[k];
            }
        }
        return jacobian;
    }

    private static NDList forward(SplineFlow flow, int layer, NDArray x, NDManager manager) {
        double[] box = SplineFlow.box(flow.config());
        double[] numbers = java.util.Arrays.copyOf(box, 6);
        numbers[5] = SplineFlow.NORM_EPS;
        return flow.kernels()
                .record(
                        "graph_step",
                        new NDList(
                                flow.parameters(),
                                flow.statistics(),
                                flow.permutations(),
                                manager.create(TensorLayout.spec(flow.layout().parameters())),
                                manager.create(TensorLayout.spec(flow.layout().statistics())),
                                manager.create(SplineFlow.cfg(flow.config())),
                                manager.create(numbers),
                                x,
                                context(flow, manager),
                                manager.create((long) layer)));
    }

    private static NDList inverse(SplineFlow flow, int layer, NDArray z, NDManager manager) {
        NDArray y = context(flow, manager);
        if (layer < 0) {
            return flow.inverse(z, y);
        }
        try (var frozen = flow.frozen(z.getDataType())) {
            var kernels = flow.kernels();
            return layer % 2 == 0
                    ? kernels.run(manager, "linear_inverse", frozen.weights(), layer / 2, flow.cfg(), z)
                    : kernels.run(
                            manager, "splines_inverse", frozen.weights(), layer / 2, flow.cfg(), flow.box(), z, y);
        }
    }
}
