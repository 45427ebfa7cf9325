package flashflow.data.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.Python;
import flashflow.data.ColumnLayout;
import flashflow.data.NonFinite;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What h5py reads is read here: files of random versions, types, chunks, extents, filters, groups and attributes, made by
 * make_hdf5_variants.py. Skipped where FLASHFLOW_PYTHON names no Python with h5py.
 */
class VariantsTest {
    /** Of random storage; those of seed 0 have long lists of chunks. */
    private static final int FILES = 150;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void readsWhatH5pyReads(int seed) throws IOException {
        Python.assumed("h5py");
        var listed = Python.runFile(Path.of("src/test/python/make_hdf5_variants.py"), folder, seed, FILES)
                .lines()
                .toList();
        assertEquals(seed == 0 ? 12 : FILES, listed.size());
        for (String line : listed) {
            compare(line.split("\t"));
        }
    }

    private void compare(String[] fields) throws IOException {
        int rows = Integer.parseInt(fields[2]);
        int width = Integer.parseInt(fields[3]);
        var names = fields[4].equals("-")
                ? IntStream.range(0, width).mapToObj(i -> "c" + i).toList()
                : List.of(fields[4].split("\\|"));
        float[] expected = floats(folder.resolve(fields[0] + ".f32"));
        try (var dataset = Hdf5Dataset.of(new ColumnLayout(List.of(), names), folder.resolve(fields[0] + ".h5"))
                .dataset(fields[1])
                .nonFinite(NonFinite.KEEP)
                .open()) {
            assertEquals(rows, dataset.rowCount(), fields[0]);
            assertEquals(names, dataset.layout().targets(), fields[0]);
            assertArrayEquals(expected, Hdf5Files.readAll(dataset), fields[0]);
            var random = new Random(rows);
            for (int i = 0; i < 5; i++) {
                int first = random.nextInt(rows);
                int count = 1 + random.nextInt(rows - first);
                float[] some = new float[count * width];
                dataset.read(first, count, some, 0);
                assertArrayEquals(
                        Arrays.copyOfRange(expected, first * width, (first + count) * width), some, fields[0]);
            }
        }
    }

    private static float[] floats(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        float[] values = new float[bytes.length / 4];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        assertTrue(values.length > 0, file.toString());
        return values;
    }
}
