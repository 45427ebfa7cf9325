package flashflow.data.hdf5.writing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.data.ColumnLayout;
import flashflow.data.hdf5.Hdf5Dataset;
import flashflow.data.hdf5.Hdf5Writer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OddAttributesTest {
    @TempDir
    Path folder;

    /** One of a version to come, or a damaged one, does not take the names of the columns along. */
    @Test
    void anAttributeThatCannotBeReadIsLeftAsideAndTold() throws IOException {
        var file = folder.resolve("rows.h5");
        try (var writer = Hdf5Writer.to(file)
                .columns(List.of("a", "b"))
                .attribute("marked", "text")
                .open()) {
            writer.write(new float[] {1, 2}, 0, 1);
            writer.finish();
        }
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int name = text.indexOf("marked\0");
        int version = bytes[name - 8] == 1 ? name - 8 : name - 9;
        assertTrue(bytes[version] >= 1 && bytes[version] <= 3);
        bytes[version] = 9;
        renewChecksum(bytes, text.lastIndexOf("OHDR", name));
        Files.write(file, bytes);
        try (var rows = Hdf5Dataset.of(new ColumnLayout(List.of("b"), List.of("a")), file)
                .open()) {
            float[] row = new float[2];
            rows.read(0, 1, row, 0);
            assertEquals(2, row[0]);
            assertEquals(1, rows.warnings().size());
            String told = rows.warnings().get(0);
            assertTrue(told.contains("1 of its attributes cannot be read") && told.contains("version 9"), told);
        }
    }

    /** A header is its mark, 2 bytes, the size of its messages, these, and the checksum of all. */
    private static void renewChecksum(byte[] bytes, int start) {
        int size = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(start + 6);
        byte[] header = Arrays.copyOfRange(bytes, start, start + 10 + size);
        byte[] whole = new HdfBytes().bytes(header).checksum().toBytes();
        System.arraycopy(whole, 0, bytes, start, whole.length);
    }
}
