package flashflow.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import flashflow.FlashFlowException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** python.safetensors was written by lib/src/test/python/make_safetensors_reference.py. */
class SafetensorsFromPythonTest {
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    private static Safetensors open() throws URISyntaxException {
        return Safetensors.open(Path.of(SafetensorsFromPythonTest.class
                .getResource("/flashflow/storage/python.safetensors")
                .toURI()));
    }

    @Test
    void everyTypeIsRead() throws URISyntaxException {
        try (var file = open()) {
            assertArrayEquals(new double[] {0, -1.5, 2.25, 65504, 6e-8, INFINITY}, file.doubles("f64"));
            assertArrayEquals(new float[] {0, -1.5f, 2.25f, 65504, 6e-8f, INFINITY}, file.floats("f32"));
            assertArrayEquals(new float[] {0, -1.5f, 2.25f, 65504, 0x1p-24f, INFINITY}, file.floats("f16"));
            assertArrayEquals(new float[] {0, -1.5f, 2.25f, 65536, 0x1.02p-24f, INFINITY}, file.floats("bf16"));
            assertArrayEquals(new double[] {0, -1.5, 2.25, 65504, 0x1p-24, INFINITY}, file.doubles("f16"));
            assertArrayEquals(new long[] {1, -2, 1L << 62}, file.longs("i64"));
            assertArrayEquals(new int[] {3, -4}, file.ints("i32"));
            assertArrayEquals(new byte[] {0, -1}, file.bytes("u8"));
            assertEquals(List.of(), file.info("scalar").shape());
            assertArrayEquals(new float[] {1}, file.floats("näme"));
            assertEquals("safetensors 0.8.0, torch 2.7.1+cu126", file.metadata().get("made by"));
        }
    }

    @Test
    void anotherTypeThanAskedForIsRefused() throws URISyntaxException {
        try (var file = open()) {
            for (String name : List.of("f64", "i64", "u8")) {
                assertThrows(FlashFlowException.class, () -> file.floats(name));
            }
            assertThrows(FlashFlowException.class, () -> file.ints("i64"));
            var refusal = assertThrows(FlashFlowException.class, () -> file.floats("missing"));
            assertEquals(true, refusal.getMessage().contains("has no tensor 'missing'; it has [i64, f64, "));
        }
    }
}
