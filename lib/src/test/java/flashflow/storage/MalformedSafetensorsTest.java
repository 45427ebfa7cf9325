package flashflow.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MalformedSafetensorsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"x"                                                                                       | not the JSON
            []                                                                                         | not the JSON
            {"x": 1}                                                                                   | not the JSON
            {"x": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}} x                            | not the JSON
            {"x": {"dtype": "F32", "shape": [1.5], "data_offsets": [0, 4]}}                            | not the JSON
            {'x': {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}                              | not the JSON
            {"x": {"dtype": "F32", "shape": [1]}}                                                      | lacks its dtype
            {"x": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4, 8]}}                           | lacks its dtype
            {"x": {"dtype": "F33", "shape": [1], "data_offsets": [0, 4]}}                              | unknown dtype 'F33'
            {"x": {"dtype": "F32", "shape": [2], "data_offsets": [0, 4]}}                              | does not fit
            {"x": {"dtype": "F32", "shape": [-1, -1], "data_offsets": [0, 4]}}                         | does not fit
            {"x": {"dtype": "F32", "shape": [1], "data_offsets": [4, 0]}}                              | does not fit
            {"x": {"dtype": "F32", "shape": [1], "data_offsets": [-4, 0]}}                             | does not fit
            {"x": {"dtype": "F32", "shape": [4294967296, 4294967296], "data_offsets": [0, 0]}}         | does not fit
            {"x": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}                              | cut off
            {"__metadata__": {"a": 1}}                                                                 | not a string
            {}                                                                                         | 4 bytes follow
            {"x": {"dtype": "U8", "shape": [2], "data_offsets": [0, 2]}, "y": {"dtype": "U8", "shape": [3], "data_offsets": [1, 4]}} | overlap
            {"x": {"dtype": "U8", "shape": [2], "data_offsets": [0, 2]}, "y": {"dtype": "U8", "shape": [1], "data_offsets": [3, 4]}} | hole
            {"x": {"dtype": "U8", "shape": [2], "data_offsets": [0, 2]}, "x": {"dtype": "U8", "shape": [2], "data_offsets": [2, 4]}} | twice
            """)
    void aWrongHeaderIsOneSentence(String header, String said) throws IOException {
        assertRefused(file(header.getBytes(StandardCharsets.UTF_8)), said);
    }

    @Test
    void aHeaderThatIsNotTextIsRefused() throws IOException {
        assertRefused(file(new byte[] {'{', (byte) 0xff, '}'}), "not UTF-8");
    }

    @Test
    void otherFormatsAreRefused() throws IOException {
        assertRefused(Files.write(folder.resolve("short"), new byte[7]), "too short");
        assertRefused(Files.writeString(folder.resolve("text"), "epoch,lr,training_nll\n"), "of another format");
        assertRefused(Files.write(folder.resolve("zeros"), new byte[64]), "of another format");
        assertRefused(folder.resolve("missing"), "There is no file");
        assertRefused(folder, "Cannot read");
    }

    @Test
    void everyTruncationIsNoticed() throws IOException {
        byte[] whole = Files.readAllBytes(good());
        Path cut = folder.resolve("cut.safetensors");
        for (int length = 0; length < whole.length; length++) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThrows(
                    FlashFlowException.class,
                    () -> Safetensors.openUnverified(cut).close(),
                    "at " + length);
        }
    }

    @Test
    void everyDamagedByteIsNoticed() throws IOException {
        byte[] whole = Files.readAllBytes(good());
        int key = new String(whole, StandardCharsets.ISO_8859_1).indexOf("flashflow.sha256");
        Path damaged = folder.resolve("damaged.safetensors");
        for (int at = 0; at < whole.length; at++) {
            if (at >= key && at < key + "flashflow.sha256".length()) {
                continue; // Then it is a file without a checksum.
            }
            byte[] bytes = whole.clone();
            bytes[at] ^= 1;
            Files.write(damaged, bytes);
            assertThrows(
                    FlashFlowException.class, () -> Safetensors.open(damaged).close(), "at " + at);
        }
    }

    @Test
    void aFailedChecksumSaysSo() throws IOException {
        Path file = good();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        assertRefused(file, "does not have the checksum it carries");
        Safetensors.openUnverified(file).close();
    }

    private Path good() {
        Path file = folder.resolve("good.safetensors");
        Safetensors.writer()
                .metadata("config", "{}")
                .add("x", new float[] {1, 2}, 2)
                .add("y", new long[] {3}, 1)
                .write(file);
        return file;
    }

    private Path file(byte[] header) throws IOException {
        var bytes = ByteBuffer.allocate(8 + header.length + 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(header.length).put(header);
        return Files.write(folder.resolve("malformed.safetensors"), bytes.array());
    }

    private static void assertRefused(Path file, String said) {
        var refusal = assertThrows(
                FlashFlowException.class, () -> Safetensors.open(file).close());
        String message = refusal.getMessage();
        assertTrue(message.contains(said), message);
        assertTrue(message.contains(file.toString()), message);
        assertEquals(1, message.lines().count());
    }
}
