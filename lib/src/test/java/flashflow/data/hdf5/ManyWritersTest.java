package flashflow.data.hdf5;

import static flashflow.data.hdf5.Hdf5Files.assertRefused;
import static flashflow.data.hdf5.Hdf5Files.readAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.data.ColumnLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several writers of one name: what lies there at the end is of one of them, and the other knows. */
class ManyWritersTest {
    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of(), List.of("a", "b"));
    private static final int ROWS = 500;

    @TempDir
    Path folder;

    private static float[] rows(int value) {
        float[] rows = new float[2 * ROWS];
        Arrays.fill(rows, value);
        return rows;
    }

    private Hdf5Writer open(UnaryOperator<Hdf5Writer.Builder> settings) {
        return settings.apply(Hdf5Writer.to(folder.resolve("rows.h5")).columns(LAYOUT))
                .open();
    }

    private int files() throws IOException {
        try (var files = Files.list(folder)) {
            return (int) files.count();
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1", "0, 64, 1", "4, 64, 1", "0, 0, 5", "4, 10, 5"})
    void theFirstToFinishIsKeptWhole(int gzip, int chunkRows, int parts) throws IOException {
        UnaryOperator<Hdf5Writer.Builder> settings = w -> {
            w.gzip(gzip).chunkRows(chunkRows);
            return parts == 1 ? w : w.splitAbove(8L * ROWS / parts);
        };
        List<Path> kept;
        try (var first = open(settings);
                var second = open(settings)) {
            for (int i = 0; i < ROWS; i += 100) {
                first.write(rows(1), 0, 100);
                second.write(rows(2), 0, 100);
            }
            kept = second.finish();
            assertRefused(first::finish, "rows.h5", "another writer");
        }
        assertEquals(parts, kept.size());
        assertEquals(parts, files());
        try (var dataset = Hdf5Dataset.of(LAYOUT, kept).open()) {
            assertArrayEquals(rows(2), readAll(dataset));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void linksStayAndProtectedFilesAreRefusedBeforeTheFirstRow() throws IOException {
        Path target = folder.resolve("target.h5");
        Files.createSymbolicLink(folder.resolve("rows.h5"), Path.of("target.h5"));
        try (var writer = open(w -> w)) {
            writer.write(rows(1), 0, ROWS);
            assertEquals(List.of(folder.resolve("rows.h5")), writer.finish());
        }
        assertTrue(Files.isSymbolicLink(folder.resolve("rows.h5")));
        try (var dataset = Hdf5Dataset.of(LAYOUT, target).open()) {
            assertArrayEquals(rows(1), readAll(dataset));
        }
        assertTrue(target.toFile().setReadOnly());
        assertRefused(() -> open(w -> w), "rows.h5", "write-protected");
        assertEquals(2, files());
    }

    @Test
    void anInterruptBreaksNoWriting() {
        try (var writer = open(w -> w.gzip(4).chunkRows(50))) {
            Thread.currentThread().interrupt();
            writer.write(rows(3), 0, ROWS);
            writer.finish();
            assertTrue(Thread.interrupted(), "the interrupt was lost");
        }
        try (var dataset = Hdf5Dataset.of(LAYOUT, folder.resolve("rows.h5")).open()) {
            assertArrayEquals(rows(3), readAll(dataset));
        }
    }
}
