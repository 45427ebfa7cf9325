package flashflow.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import flashflow.flow.density.NllGradient;
import flashflow.flow.density.TensorLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The derivative written out in the kernels is that of autograd; with batch norm or dropout, that of small differences. */
class WrittenOutGradientTest {
    private static final int ROWS = 64;

    private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");

    @AfterEach
    void close() {
        manager.close();
    }

    static Stream<FlowConfig> withoutBatchNorm() {
        List<FlowConfig> configs = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Activation activation : Activation.values()) {
                configs.add(FlowConfig.of(5, 3, 2, 16, 2, 6).kind(kind).activation(activation));
            }
            configs.add(FlowConfig.of(4, 0, 3, 12, 1, 5).kind(kind));
            configs.add(FlowConfig.of(4, 3, 2, 12, 1, 5).kind(kind).contextShift(true));
            configs.add(FlowConfig.of(4, 3, 2, 12, 1, 5)
                    .kind(kind)
                    .contextShift(true)
                    .truncatedShift(true));
            configs.add(
                    FlowConfig.of(3, 1, 2, 12, 1, 5).kind(kind).linear(false).contextShift(true));
            configs.add(FlowConfig.of(4, 2, 2, 12, 1, 5).kind(kind).linear(false));
            configs.add(FlowConfig.of(3, 0, 1, 8, 0, 4).kind(kind).linear(false));
            // Wide enough for the large products and the single dot products.
            configs.add(FlowConfig.of(4, 3, 2, 200, 1, 120).kind(kind));
        }
        return configs.stream().map(c -> c.batchNorm(false).tailBound(2));
    }

    static Stream<FlowConfig> random() {
        return Stream.of(
                FlowConfig.of(5, 3, 2, 16, 2, 6).dropout(0.3),
                FlowConfig.of(5, 3, 2, 16, 2, 6).contextShift(true),
                FlowConfig.of(4, 0, 2, 16, 1, 6).dropout(0.5).batchNorm(false).linear(false),
                FlowConfig.of(4, 2, 2, 16, 2, 6).dropout(0.2).kind(Kind.AUTOREGRESSIVE),
                FlowConfig.of(4, 2, 2, 200, 1, 6).linear(false));
    }

    @ParameterizedTest
    @MethodSource("withoutBatchNorm")
    void isThatOfAutograd(FlowConfig config) {
        try (SplineFlow flow = TestFlows.spreadOut(config);
                var step = new NllGradient(flow)) {
            NDArray x = TestFlows.normal(manager, 1, ROWS, config.targets(), 1);
            NDArray y = TestFlows.normal(manager, 2, ROWS, config.context(), 1);
            NDArray flat = flow.parameters().duplicate();
            flat.attach(manager);
            flat.setRequiresGradient(true);
            float recorded;
            try (var collector = Engine.getInstance().newGradientCollector()) {
                NDArray nll = recordedLogProb(flow, flat, x, y).mean().neg();
                recorded = nll.getFloat();
                collector.backward(nll);
            }
            float written =
                    step.run(x, y, manager.full(new Shape(ROWS), 1f / ROWS)).getFloat();
            assertEquals(recorded, written, 1e-4);
            assertEquals(recorded, -flow.logProb(x, y).mean().getFloat(), 1e-4, "in inference");
            float[] wanted = flat.getGradient().toFloatArray();
            float[] allowed = Masks.flat(config, flow.layout());
            float[] got = step.gradient().toFloatArray();
            // Both are float32, and with many narrow bins each is off by 1e-4 of the largest value.
            float largest = flat.getGradient().abs().max().getFloat();
            for (int i = 0; i < wanted.length; i++) {
                assertEquals(wanted[i] * allowed[i], got[i], 5e-4 * Math.max(1, largest), "value " + i);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("random")
    void isThatOfSmallDifferences(FlowConfig each) {
        FlowConfig config = each.activation(Activation.ELU).tailBound(2);
        try (SplineFlow flow = TestFlows.spreadOut(config);
                var step = new NllGradient(flow)) {
            loss(flow, step, flow.parameters().toFloatArray());
            float[] gradient = step.gradient().toFloatArray();
            float[] start = flow.parameters().toFloatArray();
            double norm = 0;
            for (float g : gradient) {
                norm += (double) g * g;
            }
            double h = 0.001 / norm;
            double slope = (loss(flow, step, moved(start, gradient, h)) - loss(flow, step, moved(start, gradient, -h)))
                    / (2 * h);
            assertEquals(norm, slope, 0.03 * norm, "slope along the gradient");
        }
    }

    /** The same dropout at every call. */
    private double loss(SplineFlow flow, NllGradient step, float[] parameters) {
        int d = flow.config().targets();
        int c = flow.config().context();
        flow.set(
                parameters,
                flow.statistics().toFloatArray(),
                flow.permutations().toLongArray());
        return step.run(
                        TestFlows.normal(manager, 1, ROWS, d, 1),
                        TestFlows.normal(manager, 2, ROWS, c, 1),
                        manager.full(new Shape(ROWS), 1f / ROWS),
                        3)
                .getFloat();
    }

    private static float[] moved(float[] start, float[] direction, double h) {
        float[] there = start.clone();
        for (int i = 0; i < there.length; i++) {
            there[i] += (float) (h * direction[i]);
        }
        return there;
    }

    static NDArray recordedLogProb(SplineFlow flow, NDArray flat, NDArray x, NDArray y) {
        NDManager manager = x.getManager();
        double[] numbers = java.util.Arrays.copyOf(SplineFlow.box(flow.config()), 6);
        numbers[5] = SplineFlow.NORM_EPS;
        return flow.kernels()
                .record(
                        "graph_log_prob",
                        new NDList(
                                flat,
                                flow.statistics(),
                                flow.permutations(),
                                manager.create(TensorLayout.spec(flow.layout().parameters())),
                                manager.create(TensorLayout.spec(flow.layout().statistics())),
                                manager.create(SplineFlow.cfg(flow.config())),
                                manager.create(numbers),
                                x,
                                y))
                .singletonOrThrow();
    }
}
