package flashflow.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.flow.FlowConfig;
import flashflow.interop.torch.StateDict;
import flashflow.interop.torch.TorchFile;
import flashflow.interop.torch.TorchFileTest;
import flashflow.interop.torch.TorchTensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** State dicts of which one thing is wrong. */
class NflowsRefusalTest {
    private static final String STEP = "_transform._transforms.0._transforms.";
    private static final String NET = STEP + "1.transform_net.";

    private TorchFile coupling;
    private TorchFile autoregressive;

    @BeforeEach
    void open() {
        coupling = TorchFile.open(TorchFileTest.resource("coupling.pt"));
        autoregressive = TorchFile.open(TorchFileTest.resource("autoregressive.pt"));
    }

    @AfterEach
    void close() {
        coupling.close();
        autoregressive.close();
    }

    /** A state dict whose values are arrays and can be changed. */
    record Changeable(Map<String, Object> values, Map<String, List<Long>> shapes) implements StateDict {
        static Changeable of(TorchFile file) {
            var changeable = new Changeable(new LinkedHashMap<>(), new LinkedHashMap<>());
            NflowsCheckpoint.stateDict(file.map()).forEach((name, value) -> {
                var tensor = (TorchTensor) value;
                boolean floating = tensor.type().name().startsWith("F");
                changeable.values.put(name.toString(), floating ? tensor.floats() : tensor.longs());
                changeable.shapes.put(name.toString(), tensor.shape());
            });
            return changeable;
        }

        @Override
        public Set<String> names() {
            return values.keySet();
        }

        @Override
        public List<Long> shape(String name) {
            return shapes.get(name);
        }

        @Override
        public float[] floats(String name) {
            return (float[]) values.get(name);
        }

        @Override
        public double[] doubles(String name) {
            float[] floats = floats(name);
            return IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
        }

        @Override
        public long[] longs(String name) {
            return (long[]) values.get(name);
        }

        void add(String name, Object value, Long... shape) {
            values.put(name, value);
            shapes.put(name, List.of(shape));
        }
    }

    private static void readAll(StateDict state) {
        var reader = new NflowsReader(state, NflowsSettings.flashSim());
        reader.parameters();
        reader.statistics();
        reader.permutations();
    }

    private static void assertRefused(TorchFile file, Consumer<Changeable> change, String said) {
        var state = Changeable.of(file);
        readAll(state);
        change.accept(state);
        var refusal = assertThrows(FlashFlowException.class, () -> readAll(state));
        assertTrue(refusal.getMessage().contains(said), refusal.getMessage());
        assertEquals(1, refusal.getMessage().lines().count());
    }

    @Test
    void missingTensorsAreNamed() {
        assertRefused(
                coupling,
                state -> state.names().remove(NET + "blocks.1.linear_layers.0.bias"),
                "1 tensors of the nflows flow are missing, the first being '" + NET + "blocks.1.linear_layers.0.bias'");
        assertRefused(coupling, state -> state.names().remove(NET + "final_layer.weight"), "is missing");
        assertRefused(
                coupling, state -> state.names().removeIf(name -> name.contains("_net.")), "No rational-quadratic");
    }

    @Test
    void extraTensorsAreNamed() {
        assertRefused(
                coupling,
                state -> state.add(STEP + "1.unconditional_transform.unnormalized_widths", new float[1], 1L),
                "1 tensors belong to no part of a flow");
        assertRefused(coupling, state -> state.add("_embedding_net.weight", new float[1], 1L), "_embedding_net.weight");
        for (String name : new String[] {"mask", "degrees", "num_batches_tracked", "transform_features", "_log_z"}) {
            assertRefused(coupling, state -> state.add("_transform._own." + name, new float[1], 1L), "_own." + name);
        }
    }

    @Test
    void otherShapesAreNamed() {
        assertRefused(
                coupling,
                state -> state.add(NET + "initial_layer.bias", new float[7], 7L),
                "initial_layer.bias' has the shape [7] and the flow needs [8]");
        assertRefused(
                coupling,
                state -> state.add(NET + "final_layer.weight", new float[3 * 13 * 8], 39L, 8L),
                "13 parameters for each target");
        assertRefused(
                coupling, state -> state.add(NET + "initial_layer.weight", new float[8], 8L), "has the shape [8]");
    }

    @Test
    void weightsThatAreNotNumbersAreNamed() {
        assertRefused(
                coupling,
                state -> state.floats(NET + "initial_layer.bias")[3] = Float.NaN,
                "initial_layer.bias' holds NaN at position 3");
    }

    @Test
    void otherMasksAreRefused() {
        assertRefused(
                coupling,
                state -> state.add(STEP + "1.transform_features", new long[] {0, 1, 2}, 3L),
                "only nflows' alternating masks");
        assertRefused(
                autoregressive,
                state -> state.longs(STEP + "1.autoregressive_net.initial_layer.degrees")[0]++,
                "random masks cannot be read");
        assertRefused(
                autoregressive,
                state -> state.floats(STEP + "1.autoregressive_net.initial_layer.mask")[1] = 1,
                "random masks cannot be read");
        assertRefused(
                coupling,
                state -> state.add(STEP + "1.identity_features", new long[] {3, 1}, 2L),
                "only nflows' alternating masks");
    }

    @Test
    void otherPermutationsAndOrdersAreRefused() {
        assertRefused(
                coupling,
                state -> state.longs(STEP + "0._transforms.0._permutation")[0] = 7,
                "does not hold each of 0 to 4 once");
        assertRefused(
                coupling,
                state -> state.add(STEP + "0._transforms.2._permutation", new long[] {0, 1, 2, 3, 4}, 5L),
                "do not come as [permutation, LULinear,");
    }

    @Test
    void hyperparametersThatContradictTheTensorsAreRefused() {
        var config = FlowConfig.of(5, 3, 2, 8, 2, 4);
        Hyperparameters.of(Map.of("input_dim", 5, "base_transform_kwargs", Map.of("num_bins", 4)))
                .check(config);
        var refusal = assertThrows(FlashFlowException.class, () -> Hyperparameters.of(Map.of("input_dim", 17))
                .check(config));
        assertTrue(refusal.getMessage().contains("say input_dim = 17 and the tensors say 5"));
        assertThrows(FlashFlowException.class, () -> Hyperparameters.of(
                        Map.of("base_transform_kwargs", Map.of("activation", "gelu")))
                .settings());
        assertThrows(FlashFlowException.class, () -> Hyperparameters.of(
                        Map.of("base_transform_kwargs", Map.of("tail_bound", "one")))
                .settings());
    }
}
