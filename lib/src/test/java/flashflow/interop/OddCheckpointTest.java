package flashflow.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.flow.Activation;
import flashflow.interop.torch.StateDict;
import flashflow.interop.torch.TorchFile;
import flashflow.interop.torch.TorchFileTest;
import flashflow.storage.Safetensors;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files whose dictionaries, names and values are not those that a training writes. */
class OddCheckpointTest {
    private static final String NET = "m.transform_net.";

    @TempDir
    Path folder;

    /** The smallest coupling: two targets, one context column, hidden width 1, two bins, no blocks. */
    private static Map<String, long[]> smallest() {
        var shapes = new LinkedHashMap<String, long[]>();
        shapes.put(NET + "initial_layer.weight", new long[] {1, 2});
        shapes.put(NET + "initial_layer.bias", new long[] {1});
        shapes.put(NET + "final_layer.weight", new long[] {5, 1});
        shapes.put(NET + "final_layer.bias", new long[] {5});
        return shapes;
    }

    private static int size(long[] shape) {
        long size = 1;
        for (long each : shape) {
            size *= each;
        }
        return (int) size;
    }

    /** Written as safetensors, where every size is possible. */
    private Path write(Map<String, long[]> shapes, Map<String, Double> firstValues) {
        Path file = folder.resolve("odd.safetensors");
        var writer = Safetensors.writer();
        writer.add("m.transform_features", new long[] {0}, 1);
        writer.add("m.identity_features", new long[] {1}, 1);
        shapes.forEach((name, shape) -> {
            var values = new double[size(shape)];
            if (values.length > 0) {
                values[0] = firstValues.getOrDefault(name, 0.5);
            }
            writer.add(name, values, shape);
        });
        writer.write(file);
        return file;
    }

    private static void assertRefused(Path file, String said) {
        var settings = new NflowsSettings(3, Activation.RELU, 0);
        var refusal = assertThrows(FlashFlowException.class, () -> NflowsCheckpoint.read(file, settings));
        assertTrue(refusal.getMessage().contains(said), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(file.toString()), refusal.getMessage());
        assertEquals(1, refusal.getMessage().lines().count());
    }

    @Test
    void numbersInFloat64AreRead() {
        var settings = new NflowsSettings(3, Activation.RELU, 0);
        assertEquals(
                2,
                NflowsCheckpoint.read(write(smallest(), Map.of()), settings)
                        .config()
                        .targets());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1e300     | holds 1.0E300 at position 0, which does not fit float32;
                    -1e39     | holds -1.0E39 at position 0, which does not fit float32;
                    Infinity  | holds Infinity at position 0;
                    NaN       | holds NaN at position 0;
                    """)
    void numbersBeyondFloat32AreNamed(double value, String said) {
        assertRefused(write(smallest(), Map.of(NET + "final_layer.bias", value)), said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    initial_layer.weight | 1099511627776,0 | which no flow has
                    initial_layer.weight | 0,2             | hidden must be at least 1
                    initial_layer.weight | 1               | too few sizes
                    initial_layer.weight | 1,0             | must be at least 0
                    initial_layer.weight | 30000,2         | has the shape
                    final_layer.weight   | 0,1             | has affine steps, not splines
                    final_layer.weight   | 5,0             | has the shape
                    final_layer.weight   | 500000,1        | minBinWidth must be positive and below 1 / bins
                    final_layer.weight   | 500,1           | has the shape [5] and the flow needs [500]
                    """)
    void sizesOfNoFlowAreNamed(String name, String sizes, String said) {
        var shapes = smallest();
        shapes.put(
                NET + name,
                Stream.of(sizes.split(",")).mapToLong(Long::parseLong).toArray());
        assertRefused(write(shapes, Map.of()), said);
    }

    /** A permutation alone makes linear layers, which the file does without and which would take D x D values each. */
    @Test
    void layersThatTheFileDoesWithoutTakeLittleMemory() {
        int targets = 60_000;
        var file = folder.resolve("wide.safetensors");
        var writer = Safetensors.writer();
        writer.add("m._transforms.0._permutation", LongStream.range(0, targets).toArray(), targets);
        for (int parity = 0; parity < 2; parity++) {
            long odd = parity;
            long[] features =
                    LongStream.range(0, targets).filter(i -> i % 2 == odd).toArray();
            String name = parity == 0 ? "transform_features" : "identity_features";
            writer.add("m._transforms.1." + name, features, features.length);
        }
        String net = "m._transforms.1.transform_net.";
        writer.add(net + "initial_layer.weight", new float[targets / 2], 1, targets / 2);
        writer.add(net + "initial_layer.bias", new float[1], 1);
        writer.add(net + "final_layer.weight", new float[5 * targets / 2], 5 * targets / 2, 1);
        writer.add(net + "final_layer.bias", new float[5 * targets / 2], 5 * targets / 2);
        writer.write(file);
        assertRefused(file, "make a flow of 7200");
    }

    @Test
    void negativeVariancesAreNamed() {
        var shapes = smallest();
        for (int i = 0; i < 2; i++) {
            shapes.put(NET + "blocks.0.linear_layers." + i + ".weight", new long[] {1, 1});
            shapes.put(NET + "blocks.0.linear_layers." + i + ".bias", new long[] {1});
            for (String part : new String[] {"weight", "bias", "running_mean", "running_var"}) {
                shapes.put(NET + "blocks.0.batch_norm_layers." + i + "." + part, new long[] {1});
            }
        }
        shapes.put(NET + "blocks.0.context_layer.weight", new long[] {1, 1});
        shapes.put(NET + "blocks.0.context_layer.bias", new long[] {1});
        String variance = NET + "blocks.0.batch_norm_layers.1.running_var";
        var settings = new NflowsSettings(3, Activation.RELU, 0);
        assertEquals(
                1,
                NflowsCheckpoint.read(write(shapes, Map.of(variance, 0.0)), settings)
                        .config()
                        .blocks());
        assertRefused(
                write(shapes, Map.of(variance, -0.25)),
                "'" + variance + "' holds the negative variance -0.25 at position 0");
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                Arguments.of(null, "has the key None where the name of a tensor should be"),
                Arguments.of(7, "has the key 7 where the name of a tensor should be"),
                Arguments.of(true, "has the key true where the name of a tensor should be"));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void keysThatAreNoNamesAreNamed(Object key, String said) {
        var refusal =
                assertThrows(FlashFlowException.class, () -> StateDict.of(Collections.singletonMap(key, "anything")));
        assertTrue(refusal.getMessage().contains(said), refusal.getMessage());
    }

    @Test
    void theFlowIsFoundInNestedDictionaries() {
        try (var file = TorchFile.open(TorchFileTest.resource("trainer.pt"))) {
            Object state = file.map().get("model_state_dict");
            for (Map<?, ?> content : new Map<?, ?>[] {
                (Map<?, ?>) state,
                Map.of("state_dict", state),
                Map.of("model", state, "epoch", 3),
                Map.of("checkpoint", Map.of("net", Map.of("flow", state)), "optimizer", Map.of("state", Map.of()))
            }) {
                assertEquals(state, NflowsCheckpoint.stateDict(content));
            }
            var two = new HashMap<String, Object>(Map.of("last", state, "best", Map.of("averaged", state)));
            var refusal = assertThrows(FlashFlowException.class, () -> NflowsCheckpoint.stateDict(two));
            assertTrue(refusal.getMessage().contains("several flows ("), refusal.getMessage());
            assertTrue(refusal.getMessage().contains("'best/averaged'"), refusal.getMessage());
            two.put("model_state_dict", state);
            assertEquals(state, NflowsCheckpoint.stateDict(two));
        }
    }

    @Test
    void optimizersThatAreNotAdamAreRefused() {
        var group = new HashMap<String, Object>(
                Map.of("lr", 1e-3, "betas", List.of(0.9, 0.99), "eps", 1e-8, "weight_decay", 0.0, "amsgrad", false));
        assertTrue(adam(group).warning().isEmpty());
        group.put("weight_decay", 0.01);
        assertTrue(adam(group).warning().orElseThrow().contains("does not tell Adam from AdamW"));
        group.put("decoupled_weight_decay", true);
        assertTrue(adam(group).warning().isEmpty());
        for (String key : new String[] {"momentum_decay", "amsgrad"}) {
            var other = new HashMap<>(group);
            other.put(key, true);
            assertThrows(FlashFlowException.class, () -> adam(other), key);
        }
        group.remove("amsgrad");
        assertThrows(FlashFlowException.class, () -> adam(group), "RAdam");
    }

    /** With the tensor of another place of the file in a moment's place. */
    @Test
    void momentsThatCannotBeAreRefused() {
        try (var file = TorchFile.open(TorchFileTest.resource("restarts.pt"))) {
            var state = StateDict.of((Map<?, ?>) file.map().get("model_state_dict"));
            var reader = new NflowsReader(state, new NflowsSettings(3, Activation.RELU, 0));
            var optimizer = new HashMap<Object, Object>((Map<?, ?>) file.map().get("optimizer_state_dict"));
            var moments = new HashMap<Object, Object>((Map<?, ?>) optimizer.get("state"));
            int size = reader.parameters().length;
            new TorchAdam(optimizer).moments(reader.parameterOrder(), reader.names(), size);
            String negative = reader.parameterOrder().stream()
                    .filter(name -> state.floats(name).length > 0 && state.floats(name)[0] < 0)
                    .findFirst()
                    .orElseThrow();
            int place = reader.parameterOrder().indexOf(negative);
            var one = new HashMap<Object, Object>((Map<?, ?>) moments.get(place));
            one.put("exp_avg_sq", ((Map<?, ?>) file.map().get("model_state_dict")).get(negative));
            moments.put(place, one);
            optimizer.put("state", moments);
            var refusal = assertThrows(FlashFlowException.class, () -> new TorchAdam(optimizer)
                    .moments(reader.parameterOrder(), reader.names(), size));
            assertTrue(refusal.getMessage().contains("has the moment -"), refusal.getMessage());
        }
    }

    private static TorchAdam adam(Map<String, Object> group) {
        return new TorchAdam(Map.of("state", Map.of(), "param_groups", List.of(group)));
    }
}
