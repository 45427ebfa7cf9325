package flashflow.data.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import flashflow.data.ColumnLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way of storing rows that is supported gives the values that h5py wrote. */
class StorageKindsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "float-f2-little",
                "float-f2-big",
                "float-f4-little",
                "float-f4-big",
                "float-f8-little",
                "float-f8-big",
                "chunk-rows",
                "chunk-columns",
                "chunk-blocks",
                "chunk-resizable",
                "gzip",
                "gzip-shuffle",
                "gzip-shuffle-fletcher",
                "fletcher",
                "lzf",
                "lzf-shuffle-f8-big",
                "lz4",
                "compact",
                "userblock",
                "userblock-gzip",
                "latest-contiguous",
                "latest-single-chunk",
                "latest-fixed-array",
                "latest-fixed-array-plain",
                "latest-extensible",
                "latest-btree"
            })
    void readsWhatH5pyWrote(String name) {
        try (var dataset = Hdf5Files.open(name + ".h5")) {
            assertEquals(Hdf5Files.ROWS, dataset.rowCount());
            assertRows(dataset, 0, Hdf5Files.ROWS);
            assertRows(dataset, 13, 1);
            assertRows(dataset, 15, 20);
            assertRows(dataset, 58, 3);
        }
    }

    private static void assertRows(Hdf5Dataset dataset, long first, int count) {
        float[] rows = new float[count * Hdf5Files.COLUMNS + 2];
        dataset.read(first, count, rows, 1);
        for (int i = 0; i < count * Hdf5Files.COLUMNS; i++) {
            float expected = Hdf5Files.value(first + i / Hdf5Files.COLUMNS, i % Hdf5Files.COLUMNS);
            assertEquals(expected, rows[i + 1], "row " + (first + i / Hdf5Files.COLUMNS));
        }
        assertEquals(0f, rows[0]);
        assertEquals(0f, rows[rows.length - 1]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i1-little",
                "u1-little",
                "i2-little",
                "i2-big",
                "u2-little",
                "i4-little",
                "i4-big",
                "u4-little",
                "i8-little",
                "i8-big",
                "u8-little"
            })
    void readsIntegers(String kind) {
        try (var dataset = Hdf5Files.open("int-" + kind + ".h5")) {
            float[] rows = Hdf5Files.readAll(dataset);
            for (int i = 0; i < rows.length; i++) {
                assertEquals(Hdf5Files.integer(i / Hdf5Files.COLUMNS, i % Hdf5Files.COLUMNS), rows[i]);
            }
        }
    }

    /** lzf leaves out chunks that it cannot make smaller; they are marked in the index. */
    @Test
    void readsChunksThatTheFilterSkipped() throws IOException {
        var layout = new ColumnLayout(List.of("a", "b", "c"), List.of("d", "e", "f", "g", "h"));
        try (var dataset =
                Hdf5Dataset.of(layout, Hdf5Files.path("lzf-noise.h5")).open()) {
            byte[] bytes = Files.readAllBytes(Hdf5Files.path("lzf-noise.f32"));
            float[] expected = new float[bytes.length / 4];
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(expected);
            assertArrayEquals(expected, Hdf5Files.readAll(dataset));
        }
    }

    @Test
    void findsColumnsByName() {
        var layout = new ColumnLayout(List.of("a", "b"), List.of("x", "y"));
        try (var dataset = Hdf5Dataset.of(layout, Hdf5Files.path("names-group.h5"))
                .dataset("sim/jets")
                .open()) {
            float[] row = new float[4];
            dataset.read(20, 1, row, 0);
            float[] expected = {
                Hdf5Files.value(20, 1), Hdf5Files.value(20, 0), Hdf5Files.value(20, 4), Hdf5Files.value(20, 3)
            };
            assertArrayEquals(expected, row);
            assertEquals(layout, dataset.layout());
        }
    }

    @Test
    void takesTheNamesOfTheFileWhereItKnowsNone() {
        var layout = new ColumnLayout(List.of("c1"), List.of("t1", "t2", "t3", "t4"));
        try (var dataset = Hdf5Dataset.of(layout, Hdf5Files.path("names-group.h5"))
                .dataset("/sim/jets")
                .open()) {
            assertEquals(new ColumnLayout(List.of("b"), List.of("a", "extra", "y", "x")), dataset.layout());
        }
    }
}
