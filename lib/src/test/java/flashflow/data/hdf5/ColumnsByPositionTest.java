package flashflow.data.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import io.jhdf.HdfFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns that only their position tells: said before the first row, refused where they cannot be those, or chosen by number. */
class ColumnsByPositionTest {
    @TempDir
    Path folder;

    @Test
    void aFileWithoutNamesIsTold() {
        var file = nameless("jets.h5", 31);
        String[] heard = new String[1];
        try (var jets = listening(() -> Hdf5Dataset.jets(file), heard)) {
            String sentence = jets.warnings().get(0);
            assertSays(sentence, "jets.h5", "does not name its columns", "its 31 are taken by position");
            assertSays(sentence, "0 to 13 as context (MClosestMuon_dr to MGenJet_hadronFlavour)");
            assertSays(sentence, "14 to 30 as targets (MJet_area to MJet_jetId)", "columns(0, 1, ...)");
            assertEquals("Warning: " + sentence + System.lineSeparator(), heard[0]);
            assertSays(jets.toString(), "2 rows of 14 context and 17 target columns in ", "\nWarning: " + sentence);
        }
    }

    @Test
    void manyFilesAreToldOnce() {
        var files = List.of(nameless("a.h5", 52), nameless("b.h5", 52), nameless("c.h5", 52));
        try (var muons = Hdf5Dataset.muons(files)) {
            assertEquals(1, muons.warnings().size());
            assertSays(muons.warnings().get(0), "a.h5", "So are those of 2 more files.");
        }
    }

    @Test
    void aPresetTakesNoOtherColumns() {
        var muons = nameless("muons.h5", 52);
        assertRefused(
                () -> Hdf5Dataset.jets(muons), "muons.h5", "52 columns without names", "31", "columns(0, 1, ...)");
        var named = folder.resolve("named.h5");
        write(named, IntStream.range(0, 31).mapToObj(c -> "feature" + c).toList());
        assertRefused(() -> Hdf5Dataset.jets(named), "named.h5", "feature30", "none of them as the layout does");
    }

    @Test
    void integersAreNoJets() {
        var file = folder.resolve("ids.h5");
        try (var writer = HdfFile.write(file)) {
            writer.putDataset("data", new int[2][31]);
        }
        assertRefused(() -> Hdf5Dataset.jets(file), "ids.h5", "integers", "columns(0, 1, ...)");
    }

    @Test
    void otherLayoutsAreTold() {
        var file = nameless("wide.h5", 5);
        try (var rows = Hdf5Dataset.of(new ColumnLayout(List.of("a"), List.of("b")), file)
                .open()) {
            assertSays(rows.warnings().get(0), "the first 2 of its 5", "0 as context (a), 1 as targets (b)");
        }
        var named = folder.resolve("named.h5");
        write(named, List.of("p", "q"));
        try (var rows = Hdf5Dataset.of(new ColumnLayout(List.of("a"), List.of("b")), named)
                .open()) {
            assertSays(rows.warnings().get(0), "calls its columns otherwise");
            assertEquals(List.of("p", "q"), rows.layout().columns());
        }
    }

    @Test
    void namesLeaveNothingToTell() {
        var named = folder.resolve("named.h5");
        write(named, List.of("x", "b", "a"));
        try (var rows = Hdf5Dataset.of(new ColumnLayout(List.of("a"), List.of("b")), named)
                .open()) {
            assertEquals(List.of(), rows.warnings());
            assertArrayEquals(new float[] {2, 1}, row(rows));
        }
    }

    @Test
    void columnsAreChosenByNumber() {
        var layout = new ColumnLayout(List.of("a"), List.of("b", "c"));
        var named = folder.resolve("named.h5");
        write(named, List.of("x", "b", "a", "q"));
        for (Path file : List.of(nameless("plain.h5", 4), named)) {
            try (var rows = Hdf5Dataset.of(layout, file).columns(3, 0, 1).open()) {
                assertArrayEquals(new float[] {3, 0, 1}, row(rows));
                assertEquals(layout, rows.layout());
                assertEquals(List.of(), rows.warnings());
            }
        }
        var builder = Hdf5Dataset.of(layout, named);
        assertRefused(() -> builder.columns(0, 1).open(), "named.h5", "2 columns were chosen", "needs 3");
        assertRefused(() -> builder.columns(0, 1, 4).open(), "column 4", "none of its 4");
        assertRefused(() -> builder.columns(0, -1, 2).open(), "column -1");
        assertRefused(() -> builder.columns(0, 2, 2).open(), "column 2 is chosen twice");
    }

    /** Two rows whose values are the numbers of the columns, written by another library, without names. */
    private Path nameless(String name, int width) {
        var file = folder.resolve(name);
        float[][] rows = new float[2][width];
        for (float[] row : rows) {
            IntStream.range(0, width).forEach(c -> row[c] = c);
        }
        try (var writer = HdfFile.write(file)) {
            writer.putDataset("data", rows);
        }
        return file;
    }

    private static void write(Path file, List<String> names) {
        try (var writer = Hdf5Writer.to(file).columns(names).open()) {
            float[] row = new float[names.size()];
            IntStream.range(0, row.length).forEach(c -> row[c] = c);
            writer.write(row, 0, 1);
            writer.finish();
        }
    }

    private static float[] row(Hdf5Dataset rows) {
        float[] row = new float[rows.width()];
        rows.read(0, 1, row, 0);
        return row;
    }

    private static <T> T listening(Supplier<T> work, String[] heard) {
        var before = System.err;
        var bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            return work.get();
        } finally {
            System.setErr(before);
            heard[0] = bytes.toString(StandardCharsets.UTF_8);
        }
    }

    private static void assertRefused(org.junit.jupiter.api.function.Executable work, String... parts) {
        assertSays(assertThrows(FlashFlowException.class, work).getMessage(), parts);
    }

    private static void assertSays(String sentence, String... parts) {
        for (String part : parts) {
            assertTrue(sentence.contains(part), sentence);
        }
    }
}
