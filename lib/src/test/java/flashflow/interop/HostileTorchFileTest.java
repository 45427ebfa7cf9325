package flashflow.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.interop.torch.TorchFile;
import flashflow.interop.torch.TorchFileTest;
import flashflow.interop.torch.TorchTensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileTorchFileTest {
    /** A tensor of four floats with the given size and stride; its storage says it has four elements. */
    private static final String TENSOR =
            """
            ctorch._utils
            _rebuild_tensor_v2
            ((S'storage'
            ctorch
            FloatStorage
            S'0'
            S'cpu'
            I4
            tQI%s
            (I%s
            t(I%s
            tI00
            NtR.""";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cposix\nsystem\n(S'touch %s'\ntR.",
                "cos\nsystem\n(S'touch %s'\ntR.",
                "csubprocess\nPopen\n((S'touch'\nS'%s'\nlltR.",
                "cbuiltins\neval\n(S'__import__(\"os\").system(\"touch %s\")'\ntR.",
                "c__builtin__\nexec\n(S'open(\"%s\",\"w\")'\ntR.",
                "(S'touch %s'\niposix\nsystem\n.",
                "S'posix'\nS'system'\n\u0093(S'touch %s'\ntR.",
                "cjava.lang.Runtime\nexec\n(S'touch %s'\ntR.",
                "ctorch.hub\nload\n(S'%s'\ntR.",
                "ctorch.storage\n_load_from_bytes\n(S'%s'\ntR.",
                "cbuiltins\nbytearray\n(I1000\ntR.",
                "cdatetime\ndatetime\n(I2020\nI1\nI1\ntR."
            })
    void aPickleThatWouldRunSomethingIsRefusedAndNothingRuns(String pickle) throws IOException {
        Path made = folder.resolve("made");
        Path file = torch(Map.of("data.pkl", String.format(Locale.ROOT, pickle, made)));
        assertRefused(file, "a checkpoint must not run code");
        assertFalse(Files.exists(made));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "I1\n",
                "tR.",
                "S'x'\n(I1\ntR.",
                "ctorch._utils\n_rebuild_tensor_v2\n(tR.",
                "ctorch._utils\n_rebuild_tensor_v2\n((ltltltR.",
                "ctorch\nFloatStorage\n.",
                "(l(I1\ntb.",
                "]\u0071\u0001h\u0001a.",
                "B\u00ff\u00ff\u00ff\u007f",
                "\u0080\u0009.",
                "not a pickle at all"
            })
    void aBrokenPickleIsOneSentence(String pickle) throws IOException {
        assertRefused(torch(Map.of("data.pkl", pickle)), "torch file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 4 1", "0 4 2", "0 2 -1", "-1 2 1", "0 5 0", "0 -1 1", "4 1 1"})
    void aTensorThatLeavesItsStorageIsRefused(String view) throws IOException {
        String pickle = String.format(Locale.ROOT, TENSOR, (Object[]) view.split(" "));
        assertRefused(torch(Map.of("data.pkl", pickle)), "does not fit its storage of 4 elements");
    }

    @Test
    void missingAndShortValuesAreRefused() throws IOException {
        String pickle = String.format(Locale.ROOT, TENSOR, "0", "4", "1");
        assertValuesRefused(torch(Map.of("data.pkl", pickle)));
        assertValuesRefused(torch(Map.of("data.pkl", pickle, "data/0", "15 bytes of data").entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(
                        Map.Entry::getKey,
                        e -> e.getValue().equals(pickle) ? pickle : e.getValue().substring(1)))));
        try (var whole = TorchFile.open(torch(Map.of("data.pkl", pickle, "data/0", "sixteen bytes ok")))) {
            assertEquals(4, ((TorchTensor) whole.content()).floats().length);
        }
    }

    private static void assertValuesRefused(Path file) {
        try (var opened = TorchFile.open(file)) {
            var tensor = (TorchTensor) opened.content();
            var refusal = assertThrows(FlashFlowException.class, tensor::floats);
            assertTrue(refusal.getMessage().contains("lacks values of a tensor"), refusal.getMessage());
        }
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(TorchFileTest.resource("values.pt"));
        Path cut = folder.resolve("cut.pt");
        for (int length = 2; length < whole.length; length += 37) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertRefused(cut, "is cut off or damaged");
        }
    }

    @Test
    void damagedValuesAreNoticed() throws IOException {
        byte[] bytes = Files.readAllBytes(TorchFileTest.resource("values.pt"));
        int upperBytesOf65504 = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\u00fc\u00ef@");
        bytes[upperBytesOf65504] ^= 1;
        Path file = Files.write(folder.resolve("damaged.pt"), bytes);
        try (var opened = TorchFile.open(file)) {
            var tensor = (TorchTensor) ((Map<?, ?>) opened.map().get("types")).get("f64");
            var refusal = assertThrows(FlashFlowException.class, tensor::doubles);
            assertTrue(refusal.getMessage().contains("is damaged"), refusal.getMessage());
        }
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        assertRefused(TorchFileTest.resource("old.pt"), "before PyTorch 1.6; convert it in Python by torch.save(");
        assertRefused(Files.writeString(folder.resolve("text.pt"), "epoch,lr\n"), "is not one that torch.save wrote");
        assertRefused(folder.resolve("missing.pt"), "There is no");
        assertRefused(torch(Map.of("other", "")), "is not one that torch.save wrote");
        assertRefused(torch(Map.of("data.pkl", "N.", "constants.pkl", "N.")), "is a TorchScript program");
    }

    private Path torch(Map<String, String> entries) throws IOException {
        Path file = folder.resolve("made.pt");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var entry : new TreeMap<>(entries).entrySet()) {
                zip.putNextEntry(new ZipEntry("made/" + entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return file;
    }

    private static void assertRefused(Path file, String said) {
        var refusal = assertThrows(
                FlashFlowException.class, () -> TorchFile.open(file).close());
        String message = refusal.getMessage();
        assertTrue(message.contains(said), message);
        assertTrue(message.contains(file.toString()), message);
        assertEquals(1, message.lines().count());
    }
}
