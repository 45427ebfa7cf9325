package flashflow.data.parquet;

import static flashflow.data.hdf5.Hdf5Files.assertRefused;
import static flashflow.data.parquet.ParquetFiles.ROWS;
import static flashflow.data.parquet.ParquetFiles.float32;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.data.columns.ColumnStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Structures, lists, maps, and folders of files. */
class ParquetStructuresTest {
    private final ColumnStore store = ParquetDataset.open(ParquetFiles.path("structures.parquet"));

    @Test
    void membersAndListsOfOneLengthAreColumns() {
        assertTrue(ParquetFiles.names(store)
                .containsAll(List.of("jet.pt", "jet.id", "fixed[0]", "fixed[1]", "fixed[2]", "x", "no_text")));
        float[] rows = ParquetFiles.readAll(ParquetFiles.rows(store, "fixed[2]", "jet.pt", "jet.id", "fixed[0]"));
        for (int i = 0; i < ROWS; i++) {
            assertEquals(float32(3L * i + 2), rows[4 * i]);
            assertEquals(float32(i), rows[4 * i + 1]);
            assertEquals(
                    ParquetFiles.isMissing(i) ? Float.NaN : (float) ParquetFiles.value("int32", i), rows[4 * i + 2]);
            assertEquals(float32(3L * i), rows[4 * i + 3]);
        }
    }

    @Test
    void otherListsAreRefusedWithWhatToDo() {
        assertRefused(() -> ParquetFiles.rows(store, "jagged"), "'jagged' holds lists of differing lengths", "explode");
        assertRefused(
                () -> ParquetFiles.readAll(ParquetFiles.rows(store, "treacherous[1]")),
                "'treacherous'",
                "list number 0",
                "2 of the average");
        assertRefused(() -> ParquetFiles.rows(store, "map.key_value.value"), "lists of lists or maps");
        assertRefused(() -> ParquetFiles.rows(store, "bytes"), "neither numbers nor text");
        assertRefused(
                () -> ParquetFiles.carrying(store, "x", "no_text").readCarried(0, 1), "'no_text'", "no text in UTF-8");
        assertTrue(store.warnings().stream().anyMatch(told -> told.contains("'jagged' (lists")), "" + store.warnings());
    }

    @Test
    void foldersAreReadInOrderWithTheirKeys() {
        var events = ParquetDataset.open(ParquetFiles.path("events"));
        assertEquals(List.of("x", "id", "year", "sample"), ParquetFiles.names(events));
        assertEquals(ROWS, events.rowCount());
        var rows = ParquetFiles.carrying(events, "x", "id", "year", "sample");
        float[] x = ParquetFiles.readAll(rows);
        var carried = rows.readCarried(40, 200);
        for (int i = 0; i < 200; i++) {
            assertEquals(float32(40 + i), x[40 + i]);
            assertEquals(40 + i, carried.get(0).longAt(i));
            assertEquals(40 + i < 100 ? "2023" : "2024", carried.get(1).textAt(i));
            assertEquals("té b+b", carried.get(2).textAt(i));
        }
        assertRefused(() -> ParquetFiles.rows(events, "year"), "text");
    }

    @Test
    void filesOfOtherColumnsAndEmptyFoldersAreRefused(@TempDir Path folder) throws IOException {
        assertRefused(
                () -> ParquetDataset.open(ParquetFiles.path("structures.parquet"), ParquetFiles.path("int96.parquet")),
                "int96.parquet has the columns [stamp]");
        assertRefused(() -> ParquetDataset.open(folder), "holds no file *.parquet");
        assertRefused(() -> ParquetDataset.open(), "No Parquet file");
        Files.createDirectories(folder.resolve("key=__HIVE_DEFAULT_PARTITION__"));
        assertRefused(() -> ParquetDataset.open(folder), "whose key is missing");
    }
}
