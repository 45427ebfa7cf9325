package flashflow.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.preprocessing.Preprocessing;
import flashflow.storage.Safetensors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Model files of every version of the format that was ever written open, and give what they gave then. */
class GoldenModelsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/flow/golden");

    @TempDir
    Path folder;

    static Stream<Path> stems() throws IOException {
        try (var files = Files.walk(GOLDEN)) {
            return files
                    .filter(file -> file.toString().endsWith(".flow"))
                    .map(file -> Path.of(file.toString().replaceFirst("\\.flow$", "")))
                    .toList()
                    .stream();
        }
    }

    @Test
    void thereAreBothKindsOfVersion1() throws IOException {
        assertEquals(
                Set.of("version-1/coupling", "version-1/autoregressive"),
                stems().map(stem -> GOLDEN.relativize(stem).toString().replace('\\', '/'))
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("stems")
    void opensAndGivesTheSameNumbers(Path stem) {
        try (var model = FlowModel.load(Path.of(stem + ".flow"), Device.cpu());
                var expected = Safetensors.open(Path.of(stem + ".expected"))) {
            float[] raw = expected.floats("rows");
            float[] inner = GoldenModels.inner(model, raw);
            assertClose(expected.floats("inner"), inner, 1e-5);
            assertClose(expected.floats("logProb"), GoldenModels.logProb(model, inner), 1e-3);
            assertClose(expected.floats("sample"), GoldenModels.sample(model, raw), 1e-3);
        }
    }

    private static void assertClose(float[] expected, float[] actual, double tolerance) {
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], tolerance * (1 + Math.abs(expected[i])), "value " + i);
        }
    }

    /** Written again, a file is the same to the last byte, but for the name of the release. */
    @ParameterizedTest
    @MethodSource("stems")
    void isWrittenAsItWas(Path stem) {
        Path again = folder.resolve("again.flow");
        try (var model = FlowModel.load(Path.of(stem + ".flow"), Device.cpu())) {
            model.save(again);
        }
        try (var before = Safetensors.open(Path.of(stem + ".flow"));
                var after = Safetensors.open(again)) {
            assertEquals(before.names(), after.names());
            for (String key : Set.of("flashflow.format", "flashflow.config", "flashflow.preprocessing")) {
                assertEquals(before.metadata().get(key), after.metadata().get(key), key);
            }
        }
    }

    @Test
    void theyHoldEveryKindOfTransform() {
        stemsUnchecked().forEach(stem -> {
            try (var file = Safetensors.open(Path.of(stem + ".flow"))) {
                String json = file.metadata().get(FlowModel.PREPROCESSING);
                for (String kind : Set.of(
                        "clip",
                        "affine",
                        "standardise",
                        "log",
                        "log1p",
                        "atan",
                        "logit",
                        "dequantise",
                        "spike",
                        "collapse")) {
                    assertTrue(json.contains("\"" + kind + "\""), kind);
                }
                assertEquals(json, Preprocessing.fromJson(json).toJson());
            }
        });
    }

    private static Stream<Path> stemsUnchecked() {
        try {
            return stems();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Both of the version 1 that files had before they said so. */
    @Test
    void theModelsOfTheRepositoryOpen() {
        try (var model = FlowModel.load(Path.of("../data/jets.flow"), Device.cpu())) {
            assertEquals(17, model.flow().config().targets());
        }
    }

    @Test
    void aNewerVersionIsRefusedWithBothVersions() throws IOException {
        Path newer = folder.resolve("newer.flow");
        byte[] bytes = Files.readAllBytes(GOLDEN.resolve("version-1/coupling.flow"));
        String text = new String(bytes, StandardCharsets.ISO_8859_1)
                .replace("\"flashflow.format\":\"1\"", "\"flashflow.format\":\"7\"");
        Files.write(newer, text.getBytes(StandardCharsets.ISO_8859_1));
        try (var tensors = Safetensors.openUnverified(newer)) {
            var refusal = assertThrows(FlashFlowException.class, () -> FlowFile.read(tensors, Device.cpu()));
            assertTrue(refusal.getMessage().contains("version 7")
                    && refusal.getMessage().contains("up to 4"));
            assertThrows(FlashFlowException.class, () -> FlowFile.config(tensors));
        }
    }

    @Test
    void aNewerPreprocessingIsRefusedWithBothVersions() {
        String json = Preprocessing.jets().toJson().replaceFirst("\"version\": 1", "\"version\": 8");
        var refusal = assertThrows(FlashFlowException.class, () -> Preprocessing.fromJson(json));
        assertTrue(refusal.getMessage().contains("version 8")
                && refusal.getMessage().contains("up to 3"));
    }
}
