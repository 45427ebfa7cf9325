package flashflow.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flashflow.FlashFlowException;
import flashflow.flow.Activation;
import flashflow.flow.FlowModel;
import flashflow.interop.torch.TorchFile;
import flashflow.interop.torch.TorchFileTest;
import flashflow.interop.torch.TorchTensor;
import flashflow.storage.Safetensors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
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

    /** Storages and views of 2^31 - 1 elements, in a file of some hundred bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"2147483647 2147483647 1", "4000000000 1000000000 4", "9223372036854775807 2147483647 1"})
    void elementsThatTheFileDoesNotHoldTakeNoMemory(String sizes) throws IOException {
        String[] size = sizes.split(" ");
        String pickle =
                String.format(Locale.ROOT, TENSOR.replace("I4\ntQ", "L" + size[0] + "L\ntQ"), "0", size[1], size[2]);
        Path file = torch(Map.of("data.pkl", pickle, "data/0", "sixteen bytes ok"));
        assertTrue(Files.size(file) < 600);
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertUnread(file));
    }

    private static void assertUnread(Path file) {
        var refusal = assertThrows(FlashFlowException.class, () -> {
            try (var opened = TorchFile.open(file)) {
                ((TorchTensor) opened.content()).floats();
            }
        });
        assertFalse(refusal.getCause() instanceof OutOfMemoryError, refusal.getMessage());
        assertEquals(1, refusal.getMessage().lines().count());
    }

    @Test
    void valuesPackedToAFractionAreRefusedBeforeTheyAreUnpacked() throws IOException {
        int count = 72_000_000;
        String pickle =
                String.format(Locale.ROOT, TENSOR.replace("I4\ntQ", "I" + count + "\ntQ"), "0", "" + count, "1");
        Path file = folder.resolve("packed.pt");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("made/data.pkl"));
            zip.write(pickle.getBytes(StandardCharsets.ISO_8859_1));
            zip.putNextEntry(new ZipEntry("made/data/0"));
            for (int i = 0; i < 4 * count / 1_000_000; i++) {
                zip.write(new byte[1_000_000]);
            }
        }
        assertTrue(Files.size(file) < 600_000);
        assertRefused(file, "claims 288000000 bytes for its entry made/data/0, far more than the file is long");
    }

    /** A list of ten times the same list of ten times the same list, and so on: 10^8 values. */
    @Test
    void containersInContainersTakeNoMemory() throws IOException {
        var pickle = new StringBuilder("(lp0\nI1\na");
        for (int level = 1; level <= 8; level++) {
            pickle.append("0(")
                    .append(("g" + (level - 1) + "\n").repeat(10))
                    .append("lp")
                    .append(level)
                    .append('\n');
        }
        assertRefused(torch(Map.of("data.pkl", pickle + ".")), "holds too many values");
    }

    /** A thousand tensors that are each all of one storage. */
    @Test
    void viewsOfOneStorageAreCounted() throws IOException {
        String tensor = String.format(Locale.ROOT, TENSOR.replace("I4\ntQ", "I250000\ntQ"), "0", "250000", "1")
                .replace("tR.", "tR");
        String pickle = "(" + tensor.repeat(1000) + "l.";
        Path file = torch(Map.of("data.pkl", pickle, "data/0", "0123".repeat(250_000)));
        assertRefused(file, "its tensors claim to be far larger than the file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "B\u00ff\u00ff\u00ff\u003f",
                "X\u00ff\u00ff\u00ff\u003f",
                "T\u00ff\u00ff\u00ff\u003f",
                "\u008b\u00ff\u00ff\u00ff\u003f",
                "\u008d\u00ff\u00ff\u00ff\u003f\0\0\0\0",
                "\u008e\0\0\0\0\0\0\0\u0080"
            })
    void announcedLengthsTakeNoMemory(String pickle) throws IOException {
        assertRefused(torch(Map.of("data.pkl", pickle)), "a value is longer than the file");
    }

    /** A pipe without a writer lets every reader wait. */
    @Test
    void pipesAndFoldersAreRefusedAtOnce() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "skipped: this system has no mkfifo");
        Path pipe = folder.resolve("pipe");
        assertEquals(
                0,
                new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor());
        List<Consumer<Path>> openers = List.of(
                path -> TorchFile.open(path).close(),
                path -> Safetensors.open(path).close(),
                path -> Safetensors.openUnverified(path).close(),
                path -> FlowModel.load(path).close(),
                path -> NflowsCheckpoint.read(path),
                path -> NflowsCheckpoint.read(path, NflowsSettings.flashSim()));
        for (var opener : openers) {
            for (Path place : List.of(pipe, folder)) {
                var refusal = assertTimeoutPreemptively(
                        Duration.ofSeconds(20),
                        () -> assertThrows(FlashFlowException.class, () -> opener.accept(place)));
                assertTrue(
                        refusal.getMessage().contains("Cannot read " + place + ", which is a"), refusal.getMessage());
            }
        }
    }

    /** Whatever a damaged pickle asks for, the answer is a flow or a sentence. */
    @Test
    void everyChangeOfAPickleIsAFlowOrASentence() throws IOException {
        var random = new Random(8);
        int read = 0;
        for (int i = 0; i < 200; i++) {
            Path file = changed("trainer.pt", random);
            try {
                NflowsCheckpoint.read(file, new NflowsSettings(3, Activation.RELU, 0.1));
                read++;
            } catch (FlashFlowException e) {
                assertEquals(1, e.getMessage().lines().count(), e.getMessage());
            }
        }
        assertTrue(read > 0 && read < 200);
    }

    /** A copy of which one to four bytes of the pickle are others. */
    private Path changed(String name, Random random) throws IOException {
        Path file = folder.resolve("changed.pt");
        try (var from = new ZipFile(TorchFileTest.resource(name).toFile());
                var to = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var entry : Collections.list(from.entries())) {
                byte[] bytes = from.getInputStream(entry).readAllBytes();
                for (int i = random.nextInt(4); i >= 0 && entry.getName().endsWith("data.pkl"); i--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(bytes);
            }
        }
        return file;
    }

    @Test
    void valuesOfAClosedFileAreRefused() {
        TorchTensor tensor;
        try (var file = TorchFile.open(TorchFileTest.resource("values.pt"))) {
            tensor = (TorchTensor) ((Map<?, ?>) file.map().get("types")).get("f32");
        }
        var refusal = assertThrows(FlashFlowException.class, tensor::floats);
        assertTrue(refusal.getMessage().contains("was closed"), refusal.getMessage());
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
