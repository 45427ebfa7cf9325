package flashflow.categorical;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import flashflow.engine.PyTorch;
import flashflow.flow.Activation;
import flashflow.flow.density.NllGradient;
import flashflow.random.RandomStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The written-out gradient of the cross-entropy, and what evaluation says of the same weights. */
class CategoricalGradientTest {
    private static final int ROWS = 64;

    static Stream<CategoricalConfig> configs() {
        var two = CategoricalConfig.of(2, 1).hidden(8).activation(Activation.ELU);
        return Stream.of(
                two,
                two.batchNorm(true),
                two.dropout(0.3),
                two.blocks(0),
                CategoricalConfig.of(2, 0).hidden(6).activation(Activation.ELU),
                CategoricalConfig.of(20, 3)
                        .hidden(16)
                        .blocks(3)
                        .activation(Activation.ELU)
                        .batchNorm(true),
                CategoricalConfig.of(20, 3).hidden(16).activation(Activation.LEAKY_RELU));
    }

    private static NDArray context(NDManager manager, int columns) {
        var random = RandomStream.of(1);
        float[] values = new float[ROWS * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.gaussian();
        }
        return manager.create(values, new Shape(ROWS, columns)).duplicate();
    }

    private static NDArray classes(NDManager manager, int classes) {
        var random = RandomStream.of(2);
        float[] values = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            values[i] = random.below(classes);
        }
        return manager.create(values, new Shape(ROWS, 1)).duplicate();
    }

    private static float[] weights() {
        float[] weights = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            weights[i] = 2f * (i + 1) / (ROWS * (ROWS + 1));
        }
        return weights;
    }

    @ParameterizedTest
    @MethodSource("configs")
    void isThatOfSmallDifferences(CategoricalConfig config) {
        try (var density = spreadOut(config);
                var step = new NllGradient(density);
                var manager = density.newManager()) {
            NDArray x = classes(manager, config.classes());
            NDArray y = context(manager, config.context());
            NDArray w = manager.create(weights()).duplicate();
            float[] start = density.parameters().toFloatArray();
            step.run(x, y, w, 3);
            float[] gradient = step.gradient().toFloatArray();
            double norm = 0;
            for (float g : gradient) {
                norm += (double) g * g;
            }
            for (int part = 0; part < 4; part++) {
                float[] direction = part == 0 ? gradient : some(gradient, part);
                double wanted = dot(direction, gradient);
                double h = 0.004 / Math.sqrt(dot(direction, direction));
                double slope = (loss(density, step, moved(start, direction, h), x, y, w)
                                - loss(density, step, moved(start, direction, -h), x, y, w))
                        / (2 * h);
                assertEquals(wanted, slope, 0.02 * Math.sqrt(norm * dot(direction, direction)) + 1e-9, "part " + part);
            }
        }
    }

    /** Without dropout and batch norm, training and evaluation are the same function. */
    @ParameterizedTest
    @MethodSource("configs")
    void theLossIsThatOfTheEvaluatedProbabilities(CategoricalConfig any) {
        var config = any.dropout(0).batchNorm(false);
        try (var density = spreadOut(config);
                var step = new NllGradient(density);
                var manager = density.newManager()) {
            NDArray x = classes(manager, config.classes());
            NDArray y = context(manager, config.context());
            float[] weights = weights();
            float[] logs = density.logProb(x, y).toFloatArray();
            double wanted = 0;
            for (int i = 0; i < ROWS; i++) {
                wanted -= weights[i] * logs[i];
            }
            float loss = step.run(x, y, manager.create(weights).duplicate(), 0).getFloat();
            assertEquals(wanted, loss, 1e-5 * Math.max(1, wanted));
        }
    }

    private static Categorical spreadOut(CategoricalConfig config) {
        PyTorch.engine();
        var density = Categorical.of(config, Device.cpu());
        var random = RandomStream.of(5);
        float[] values = density.parameters().toFloatArray();
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (0.2 * random.gaussian());
        }
        put(density, values);
        return density;
    }

    private static void put(Categorical density, float[] values) {
        try (var manager = density.newManager()) {
            density.restore(manager.create(values), density.statistics().duplicate());
        }
    }

    private static double loss(
            Categorical density, NllGradient step, float[] parameters, NDArray x, NDArray y, NDArray w) {
        put(density, parameters);
        return step.run(x, y, w, 3).getFloat();
    }

    private static float[] moved(float[] start, float[] direction, double h) {
        float[] there = start.clone();
        for (int i = 0; i < there.length; i++) {
            there[i] += (float) (h * direction[i]);
        }
        return there;
    }

    /** Every third value of the gradient, so that no tensor hides behind the largest. */
    private static float[] some(float[] gradient, int part) {
        float[] direction = new float[gradient.length];
        for (int i = part - 1; i < gradient.length; i += 3) {
            direction[i] = gradient[i];
        }
        return direction;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
