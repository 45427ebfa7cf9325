package flashflow.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.Python;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
    @TempDir
    Path folder;

    @Test
    void everyTypeComesBack() {
        Path file = folder.resolve("all.safetensors");
        float[] floats = {0f, -0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN, Float.NEGATIVE_INFINITY};
        double[] doubles = {Math.PI, Double.MIN_VALUE};
        long[] longs = {Long.MIN_VALUE, 0, Long.MAX_VALUE};
        Safetensors.writer()
                .add("u8", new byte[] {1, -1, 3}, 3)
                .add("f32", floats, 2, 3)
                .add("f64", doubles, 1, 2)
                .add("i64", longs, 3)
                .add("i32", new int[] {Integer.MIN_VALUE}, 1)
                .add("scalar", new float[] {7}, new long[0])
                .add("empty", new float[0], 0, 4)
                .write(file);
        try (var read = Safetensors.open(file)) {
            assertArrayEquals(floats, read.floats("f32"));
            assertArrayEquals(doubles, read.doubles("f64"));
            assertArrayEquals(longs, read.longs("i64"));
            assertArrayEquals(new int[] {Integer.MIN_VALUE}, read.ints("i32"));
            assertArrayEquals(new long[] {Integer.MIN_VALUE}, read.longs("i32"));
            assertArrayEquals(new byte[] {1, -1, 3}, read.bytes("u8"));
            assertArrayEquals(new float[] {7}, read.floats("scalar"));
            assertEquals(List.of(), read.info("scalar").shape());
            assertEquals(List.of(0L, 4L), read.info("empty").shape());
            assertEquals(0, read.floats("empty").length);
        }
    }

    @Test
    void metadataKeepTextAsItIs() {
        Path file = folder.resolve("metadata.safetensors");
        String json = "{\"a\": [1, \"ä\\n\"], \"<b>\": \"\u2028'\"}";
        Safetensors.writer().metadata("config", json).metadata("", "empty key").write(file);
        try (var read = Safetensors.open(file)) {
            assertEquals(json, read.metadata().get("config"));
            assertEquals(2, read.metadata().size());
        }
    }

    @Test
    void tensorsLongerThanABufferComeBack() {
        Path file = folder.resolve("long.safetensors");
        var random = new Random(1);
        var values = new float[3_000_001];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        Safetensors.writer().add("values", () -> values, values.length).write(file);
        try (var read = Safetensors.open(file)) {
            assertArrayEquals(values, read.floats("values"));
            var piece = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            read.read("values", 4L * 3_000_000 - 4, piece);
            assertEquals(values[2_999_999], piece.getFloat());
            assertEquals(values[3_000_000], piece.getFloat());
        }
    }

    @Test
    void chunksMakeOneTensor() {
        Path file = folder.resolve("chunks.safetensors");
        Iterable<ByteBuffer> chunks = () -> IntStream.range(0, 5)
                .mapToObj(i -> ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(i)
                        .flip())
                .iterator();
        Safetensors.writer().add("chunks", DataType.I32, chunks, 5).write(file);
        try (var read = Safetensors.open(file)) {
            assertArrayEquals(new int[] {0, 1, 2, 3, 4}, read.ints("chunks"));
        }
    }

    @Test
    void theDataOfEveryTensorAreAligned() {
        Path file = folder.resolve("aligned.safetensors");
        Safetensors.writer()
                .metadata("odd", "x")
                .add("bytes", new byte[3], 3)
                .add("floats", new float[1], 1)
                .add("doubles", new double[1], 1)
                .write(file);
        try (var read = Safetensors.open(file)) {
            for (TensorInfo tensor : read.tensors()) {
                assertEquals(0, tensor.begin() % tensor.type().bytes(), tensor.name());
            }
            assertEquals(0, (sizeOf(file) - 15) % 8);
        }
    }

    @Test
    void aFailedWriteLeavesTheEarlierFileAndNothingElse() {
        Path file = folder.resolve("model.safetensors");
        Safetensors.writer().add("x", new float[] {1}, 1).write(file);
        var writer = Safetensors.writer().add("x", new float[] {2}, 1).add("y", new float[2], 3);
        var refusal = assertThrows(FlashFlowException.class, () -> writer.write(file));
        assertTrue(refusal.getMessage().contains("'y' was given fewer values than its shape [3]"));
        try (var read = Safetensors.open(file)) {
            assertArrayEquals(new float[] {1}, read.floats("x"));
        }
        assertEquals(1, folder.toFile().list().length);
    }

    @Test
    void aDiskThatIsFullIsOneSentence() {
        Path full = Path.of("/dev/full");
        if (Files.exists(full)) {
            var refusal = assertThrows(
                    FlashFlowException.class,
                    () -> AtomicFile.write(folder.resolve("model.safetensors"), channel -> {
                        try (var out =
                                java.nio.channels.FileChannel.open(full, java.nio.file.StandardOpenOption.WRITE)) {
                            out.write(ByteBuffer.allocate(8));
                        }
                    }));
            assertTrue(refusal.getMessage().contains("No space left on device"), refusal.getMessage());
            assertEquals(0, folder.toFile().list().length);
        }
    }

    @Test
    void leftoversOfKilledProcessesAreRemovedAndLiveOnesAreNot() throws IOException {
        Path dead = Files.createFile(folder.resolve("model.safetensors.99999999-1.part"));
        Path live = Files.createFile(
                folder.resolve("model.safetensors." + ProcessHandle.current().pid() + "-999.part"));
        Path other = Files.createFile(folder.resolve("other.safetensors.99999999-1.part"));
        Safetensors.writer().add("x", new float[1], 1).write(folder.resolve("model.safetensors"));
        assertFalse(Files.exists(dead));
        assertTrue(Files.exists(live));
        assertTrue(Files.exists(other));
    }

    @Test
    void namesAndKeysThatCannotBeAreRefused() {
        var writer = Safetensors.writer().add("x", new float[1], 1);
        assertThrows(FlashFlowException.class, () -> writer.add("x", new float[1], 1));
        assertThrows(FlashFlowException.class, () -> writer.add("__metadata__", new float[1], 1));
        assertThrows(FlashFlowException.class, () -> writer.metadata("flashflow.sha256", ""));
        assertThrows(
                FlashFlowException.class,
                () -> Safetensors.writer().add("x", new float[1], -1).write(folder.resolve("x")));
        assertThrows(FlashFlowException.class, () -> writer.write(folder.resolve("missing/x")));
    }

    @Test
    void pythonReadsWhatIsWrittenHere() {
        Python.assumed("safetensors", "numpy");
        Path file = folder.resolve("java.safetensors");
        Safetensors.writer()
                .metadata("key", "vä\"lue")
                .add("bytes", new byte[] {1, 2, 3}, 3)
                .add("floats", new float[] {1.5f, -2, 3, 4}, 2, 2)
                .add("doubles", new double[] {Math.PI}, 1)
                .add("longs", new long[] {1L << 40}, 1)
                .add("ints", new int[] {-7}, 1)
                .write(file);
        assertEquals(
                "vä\"lue [[1.5, -2.0], [3.0, 4.0]] [3.141592653589793] [1099511627776] [-7] [1, 2, 3]",
                Python.run(
                        """
                        import sys
                        from safetensors import safe_open
                        sys.stdout.reconfigure(encoding="utf-8")
                        with safe_open(sys.argv[1], "np") as f:
                            names = ["floats", "doubles", "longs", "ints", "bytes"]
                            print(f.metadata()["key"], *(f.get_tensor(name).tolist() for name in names))
                        """,
                        file));
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
