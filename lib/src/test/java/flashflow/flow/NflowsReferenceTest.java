package flashflow.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonParser;
import flashflow.flow.density.NllGradient;
import flashflow.interop.NflowsNames;
import flashflow.storage.Safetensors;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same weights as nflows 0.14 give the same numbers; resources made by make_nflows_references.py in float64. */
class NflowsReferenceTest {
    private static final double LARGEST = 1e-4;
    private static final double MEDIAN = 1e-5;

    static Stream<String> cases() {
        return Stream.of(
                        "odd_context_bn_relu",
                        "even_context_bn_elu",
                        "odd_bn_leaky_relu",
                        "even_relu",
                        "odd_context_leaky_relu",
                        "identity_linear")
                .map(n -> "coupling_" + n);
    }

    static Stream<String> allCases() {
        return Stream.concat(
                cases(),
                Stream.of(
                                "odd_context_bn_relu",
                                "even_context_elu",
                                "odd_leaky_relu",
                                "even_bn_relu",
                                "identity_linear")
                        .map(n -> "autoregressive_" + n));
    }

    @ParameterizedTest
    @MethodSource("allCases")
    void logProbAndForwardAgree(String name) {
        try (var reference = new Reference(name)) {
            NDArray x = reference.tensor("x");
            NDList z = reference.flow.forward(x, reference.context("y", x));
            reference.agree("eval.z", z.get(0), LARGEST, MEDIAN);
            reference.agree("eval.logdet", z.get(1), LARGEST, MEDIAN);
            reference.agree("eval.log_prob", reference.flow.logProb(x, reference.context("y", x)), LARGEST, MEDIAN);
        }
    }

    @ParameterizedTest
    @MethodSource("allCases")
    void inverseAgrees(String name) {
        try (var reference = new Reference(name)) {
            NDArray z = reference.tensor("inverse.z");
            NDList x = reference.flow.inverse(z, reference.context("inverse.y", z));
            reference.agree("inverse.x", x.get(0), 1e-3, MEDIAN);
            reference.agree("inverse.logdet", x.get(1), 1e-2, 1e-4);
        }
    }

    @ParameterizedTest
    @MethodSource("allCases")
    void trainingGradientAgrees(String name) {
        try (var reference = new Reference(name);
                var step = new NllGradient(reference.flow)) {
            NDArray x = reference.tensor("train.x");
            int rows = (int) x.getShape().get(0);
            float nll = step.run(x, reference.context("train.y", x), reference.manager.full(new Shape(rows), 1f / rows))
                    .getFloat();
            double expected = -Arrays.stream(reference.file.doubles("train.log_prob"))
                    .average()
                    .orElseThrow();
            assertEquals(expected, nll, 1e-4);
            float[] wanted = reference.flat(reference.names.parameters(), "grad.", (int)
                    reference.flow.layout().parameterCount());
            assertClose(name + " gradient", wanted, step.gradient().toFloatArray(), 1e-2, 2e-5);
            if (reference.flow.config().batchNorm()) {
                float[] running = reference.flat(reference.names.statistics(), "train.state.", (int)
                        reference.flow.layout().statisticCount());
                assertClose(
                        name + " running statistics",
                        running,
                        reference.flow.statistics().toFloatArray(),
                        1e-4,
                        1e-5);
            }
        }
    }

    static void assertClose(String what, float[] wanted, float[] got, double largest, double median) {
        assertEquals(wanted.length, got.length, what);
        var errors = new double[wanted.length];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = Math.abs(wanted[i] - got[i]) / Math.max(1, Math.abs(wanted[i]));
        }
        Arrays.sort(errors);
        String found = what + ": largest error " + errors[errors.length - 1] + ", median " + errors[errors.length / 2];
        assertTrue(errors[errors.length - 1] <= largest && errors[errors.length / 2] <= median, found);
    }

    /** One file of the generator, and the flow that it describes. */
    private static final class Reference implements AutoCloseable {
        final String name;
        final Safetensors file;
        final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        final SplineFlow flow;
        final NflowsNames names;

        Reference(String name) {
            this.name = name;
            file = Safetensors.openUnverified(
                    Path.of("src/test/resources/flashflow/flow/nflows/" + name + ".safetensors"));
            flow = SplineFlow.of(config(file.metadata().get("config")), Device.cpu());
            names = new NflowsNames(flow.config());
            long[] permutations = names.permutations().stream()
                    .flatMapToLong(n -> Arrays.stream(file.longs("state." + n)))
                    .toArray();
            flow.set(
                    flat(names.parameters(), "state.", (int) flow.layout().parameterCount()),
                    flat(names.statistics(), "state.", (int) flow.layout().statisticCount()),
                    permutations);
        }

        private static FlowConfig config(String json) {
            var o = JsonParser.parseString(json).getAsJsonObject();
            return FlowConfig.of(
                            o.get("targets").getAsInt(),
                            o.get("context").getAsInt(),
                            o.get("steps").getAsInt(),
                            o.get("hidden").getAsInt(),
                            o.get("blocks").getAsInt(),
                            o.get("bins").getAsInt())
                    .tailBound(o.get("tail_bound").getAsDouble())
                    .activation(
                            Activation.valueOf(o.get("activation").getAsString().toUpperCase(Locale.ROOT)))
                    .batchNorm(o.get("batch_norm").getAsBoolean())
                    .kind(Kind.valueOf(o.get("kind").getAsString().toUpperCase(Locale.ROOT)));
        }

        float[] flat(Map<String, List<NflowsNames.Segment>> segments, String prefix, int size) {
            var flat = new float[size];
            segments.forEach((tensor, parts) -> {
                float[] values = file.floats(prefix + tensor);
                parts.forEach(p -> System.arraycopy(values, p.from(), flat, p.to(), p.count()));
            });
            return flat;
        }

        NDArray tensor(String tensor) {
            return manager.create(
                    file.floats(tensor), new Shape(file.info(tensor).shape()));
        }

        NDArray context(String tensor, NDArray x) {
            return flow.config().context() == 0
                    ? manager.create(new Shape(x.getShape().get(0), 0))
                    : tensor(tensor);
        }

        void agree(String tensor, NDArray got, double largest, double median) {
            assertClose(name + " " + tensor, file.floats(tensor), got.toFloatArray(), largest, median);
        }

        @Override
        public void close() {
            flow.close();
            manager.close();
            file.close();
        }
    }
}
