package flashflow.data.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.data.ColumnLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
        int name = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("marked\0");
        int version = bytes[name - 8] == 1 ? name - 8 : name - 9;
        assertTrue(bytes[version] >= 1 && bytes[version] <= 3);
        bytes[version] = 9;
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
}
