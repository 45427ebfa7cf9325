package flashflow.interop.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** values.pt was written by lib/src/test/python/make_torch_files.py. */
public class TorchFileTest {
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    private TorchFile file;

    @BeforeEach
    void open() {
        file = TorchFile.open(resource("values.pt"));
    }

    @AfterEach
    void close() {
        file.close();
    }

    public static Path resource(String name) {
        try {
            return Path.of(TorchFileTest.class
                    .getResource("/flashflow/interop/" + name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private Map<?, ?> map(String name) {
        return (Map<?, ?>) file.map().get(name);
    }

    private TorchTensor tensor(String map, String name) {
        return (TorchTensor) map(map).get(name);
    }

    @Test
    void everyTypeIsRead() {
        assertArrayEquals(
                new double[] {0, -1.5, 2.25, 65504, 6e-8, INFINITY},
                tensor("types", "f64").doubles());
        for (String name : List.of("f64", "f32")) {
            assertArrayEquals(
                    new float[] {0, -1.5f, 2.25f, 65504, 6e-8f, INFINITY},
                    tensor("types", name).floats());
        }
        assertArrayEquals(
                new float[] {0, -1.5f, 2.25f, 65504, 0x1p-24f, INFINITY},
                tensor("types", "f16").floats());
        assertArrayEquals(
                new float[] {0, -1.5f, 2.25f, 65536, 0x1.02p-24f, INFINITY},
                tensor("types", "bf16").floats());
        assertArrayEquals(new long[] {1, -2, 1L << 62}, tensor("types", "i64").longs());
        assertArrayEquals(new long[] {3, -4}, tensor("types", "i32").longs());
        assertArrayEquals(new long[] {-5}, tensor("types", "i16").longs());
        assertArrayEquals(new long[] {-6}, tensor("types", "i8").longs());
        assertArrayEquals(new long[] {255}, tensor("types", "u8").longs());
        assertArrayEquals(new long[] {1, 0}, tensor("types", "bool").longs());
        assertThrows(FlashFlowException.class, () -> tensor("types", "i64").floats());
        assertThrows(FlashFlowException.class, () -> tensor("types", "f32").longs());
    }

    @Test
    void stridesAreHonoured() {
        var expected = new float[24];
        for (int i = 0; i < 24; i++) {
            int a = i / 6;
            int b = i / 3 % 2;
            int c = i % 3;
            expected[i] = b * 12 + c * 4 + a;
        }
        var transposed = tensor("views", "transposed");
        assertEquals(List.of(4L, 2L, 3L), transposed.shape());
        assertArrayEquals(expected, transposed.floats());
        assertArrayEquals(
                new float[] {1, 6, 11, 16, 21}, tensor("views", "strided").floats());
        assertArrayEquals(
                new float[] {12, 13, 14, 15, 16, 17}, tensor("views", "row").floats());
        assertArrayEquals(new float[] {7}, tensor("views", "scalar").floats());
        assertEquals(List.of(), tensor("views", "scalar").shape());
        assertArrayEquals(new float[0], tensor("views", "empty").floats());
        assertArrayEquals(new float[] {8}, tensor("views", "parameter").floats());
    }

    @Test
    void otherValuesArePlainJava() {
        assertEquals(List.of("weight", "bias"), new ArrayList<>(map("state").keySet()));
        assertEquals(List.of(2, 3), file.map().get("size"));
        assertEquals(List.of(1.5, 0.5, 5L, true), file.map().get("numpy"));
        var plain = map("plain");
        assertEquals(Arrays.asList(1, true, "text"), plain.get("tuple"));
        assertEquals(BigInteger.TWO.pow(70), plain.get("big"));
        assertEquals(List.of(3.0, 2.5, 2.25, 2.125, 2.0), plain.get("history"));
        assertTrue(plain.containsKey("none"));
        assertEquals(List.of(), plain.get(7));
    }

    @Test
    void theDescriptionListsEveryValue() {
        var table = file.describe();
        assertEquals(List.of("path", "type", "shape", "elements", "value"), table.columnNames());
        assertEquals(
                "views/transposed F32 [4, 2, 3] 24 ",
                String.join(" ", cells(table, "views/transposed").subList(0, 5)));
        assertEquals(
                List.of("plain/history", "list", "[5]", "5", "[3.0, 2.5, 2.25, 2.125, ...]"),
                cells(table, "plain/history"));
    }

    private static List<String> cells(tech.tablesaw.api.Table table, String path) {
        int row = table.stringColumn("path").asList().indexOf(path);
        return table.columns().stream().map(column -> column.getString(row)).toList();
    }
}
