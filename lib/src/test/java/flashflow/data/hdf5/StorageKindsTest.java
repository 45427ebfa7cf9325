package flashflow.data.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
                "latest-btree",
                "latest-columns-may-grow",
                "latest-unlimited-columns",
                "latest-unlimited-columns-gzip",
                "latest-fixed-array-pages",
                "latest-layout-5",
                "gzip-twice",
                "odd-siblings",
                "short-addresses"
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

    @Test
    void readsTruthValuesAndEnumerationsAsTheirNumbers() {
        try (var bool = Hdf5Files.open("bool.h5");
                var numbers = Hdf5Files.open("enum.h5")) {
            float[] truths = Hdf5Files.readAll(bool);
            float[] values = Hdf5Files.readAll(numbers);
            for (int i = 0; i < truths.length; i++) {
                float whole = Hdf5Files.integer(i / Hdf5Files.COLUMNS, i % Hdf5Files.COLUMNS);
                assertEquals(whole % 3 == 0 ? 1 : 0, truths[i]);
                assertEquals(whole, values[i]);
            }
        }
    }

    @Test
    void unwrittenRowsHoldTheFillValue() {
        try (var dataset = Hdf5Files.open("sparse.h5")) {
            float[] rows = Hdf5Files.readAll(dataset);
            assertEquals(Hdf5Files.value(15, 4), rows[15 * 5 + 4]);
            for (int i = 16 * 5; i < rows.length; i++) {
                assertEquals(-7, rows[i]);
            }
            var told = Hdf5Files.toldBesidesPositions(dataset);
            assertEquals(1, told.size());
            assertTrue(told.get(0).contains("45 of its 61 rows were never written"), dataset::toString);
        }
    }

    /** A soft link leads on from its own group; the root has other rows under the same name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sim/rows",
                "/sim/relative",
                "sim/here",
                "sim/absolute",
                "sim/again",
                "group/rows",
                "deep",
                "./sim//rows"
            })
    void followsLinks(String path) {
        try (var dataset = Hdf5Dataset.of(Hdf5Files.LAYOUT, Hdf5Files.path("links.h5"))
                .dataset(path)
                .open()) {
            assertRows(dataset, 0, Hdf5Files.ROWS);
        }
    }

    /** In fixed and variable text, among many attributes and larger than a header. */
    @ParameterizedTest
    @ValueSource(strings = {"fixed", "variable", "heap", "huge"})
    void findsNamesOfEveryKind(String path) {
        var layout = new ColumnLayout(List.of("a", "b"), List.of("x", "y"));
        try (var dataset = Hdf5Dataset.of(layout, Hdf5Files.path("names-kinds.h5"))
                .dataset(path)
                .open()) {
            float[] row = new float[4];
            dataset.read(20, 1, row, 0);
            assertEquals(Hdf5Files.value(20, 1), row[0]);
            assertEquals(Hdf5Files.value(20, 4), row[2]);
        }
    }

    @Test
    void findsNamesWhereAddressesAreShort() {
        var layout = new ColumnLayout(List.of("z"), List.of("a"));
        try (var dataset =
                Hdf5Dataset.of(layout, Hdf5Files.path("short-addresses.h5")).open()) {
            float[] row = new float[2];
            dataset.read(20, 1, row, 0);
            assertArrayEquals(new float[] {Hdf5Files.value(20, 4), Hdf5Files.value(20, 0)}, row);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unrelated", "text"})
    void anAttributeThatNamesNoColumnsIsNotInTheWay(String path) {
        try (var dataset = Hdf5Dataset.of(Hdf5Files.LAYOUT, Hdf5Files.path("names-kinds.h5"))
                .dataset(path)
                .open()) {
            assertRows(dataset, 0, Hdf5Files.ROWS);
            assertEquals(Hdf5Files.LAYOUT, dataset.layout());
            assertEquals(
                    path.equals("unrelated"),
                    !Hdf5Files.toldBesidesPositions(dataset).isEmpty());
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
