package flashflow.data.hdf5.look;

import static flashflow.data.hdf5.Hdf5Files.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.hdf5.Hdf5;
import flashflow.data.hdf5.Hdf5Files;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a look shows of files of h5py, PyTables and pandas; see make_hdf5_looks.py. */
class LookTest {
    @TempDir
    Path folder;

    private static Path path(String name) {
        return Hdf5Files.path("looks/" + name);
    }

    private static String expected(String name) throws IOException {
        return Files.readString(path(name + ".txt")).replace("\r\n", "\n").stripTrailing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"types", "storage", "physics", "attributes", "links", "deep", "pandas", "pytables"})
    void showsAllThatIsInAFile(String name) throws IOException {
        assertEquals(expected(name), Hdf5.look(path(name + ".h5")).toString());
    }

    @ParameterizedTest
    @CsvSource({"attributes, few", "attributes, dense", "pandas, sim/table", "physics, events/jets/pt"})
    void showsAPartOfAFile(String name, String part) throws IOException {
        String all = expected(name + "-" + part.replaceAll(".*/", ""));
        assertEquals(all, Hdf5.look(path(name + ".h5"), part).toString());
        assertEquals(all, Hdf5.look(path(name + ".h5"), "/" + part + "/").toString());
    }

    @Test
    void boundsLargeTrees() {
        var look = Hdf5.look(path("many.h5"));
        assertEquals(1000, look.table().rowCount());
        String title = look.toString().lines().findFirst().orElseThrow();
        assertTrue(title.contains("202 more are not shown"), title);
    }

    @Test
    void asHtmlEscapesTheNamesOfTheFile() {
        String html = Hdf5.look(path("links.h5")).toHtml();
        assertTrue(html.contains("größe/µ&lt;&amp;&gt;"), html);
        assertFalse(html.contains("µ<&>"), html);
    }

    /** A damaged byte is told in its row or refuses the file in a sentence; nothing else comes out. */
    @ParameterizedTest
    @ValueSource(strings = {"physics.h5", "links.h5", "pytables.h5", "attributes.h5", "deep.h5"})
    void goesOnAtDamage(String name) throws IOException {
        byte[] whole = Files.readAllBytes(path(name));
        var random = new Random(16);
        int shown = 0;
        for (int i = 0; i < 200; i++) {
            byte[] bytes = whole.clone();
            bytes[64 + random.nextInt(Math.min(bytes.length, 8000) - 64)] ^= (byte) (1 << random.nextInt(8));
            var file = Files.write(folder.resolve("damaged.h5"), bytes);
            try {
                Hdf5.look(file).toHtml();
                shown++;
            } catch (FlashFlowException e) {
                assertTrue(e.getMessage().contains("damaged.h5"), e.getMessage());
            }
        }
        assertTrue(shown > 50, "only " + shown);
    }

    /** The header of one dataset, which has no checksum, is overwritten; the others are shown. */
    @Test
    void tellsWhichDatasetIsDamaged() throws IOException {
        byte[] bytes = Files.readAllBytes(path("physics.h5"));
        long header = flashflow.data.hdf5.reading.Hdf5Storage.open(
                        new flashflow.data.Place(path("physics.h5"), "events/jets/eta"))
                .object("events/jets/eta")
                .address();
        bytes[(int) header] = 99;
        var look = Hdf5.look(Files.write(folder.resolve("damaged.h5"), bytes));
        String text = look.toString();
        assertTrue(text.lines().anyMatch(row -> row.startsWith("events/jets/eta") && row.contains("damaged: ")), text);
        assertTrue(text.contains("columns(path, \"events/jets\")") && text.contains("uneven/b"), text);
    }

    @Test
    void refusesWhatIsNoHdf5File() throws IOException {
        byte[] whole = Files.readAllBytes(path("physics.h5"));
        var cut = Files.write(folder.resolve("cut.h5"), java.util.Arrays.copyOf(whole, 9000));
        assertRefused(() -> Hdf5.look(cut), "cut.h5", "truncated");
        assertRefused(() -> Hdf5.look(folder.resolve("none.h5")), "none.h5", "does not exist");
        var text = Files.writeString(folder.resolve("notes.h5"), "no rows here ".repeat(100));
        assertRefused(() -> Hdf5.look(text), "notes.h5", "not a readable HDF5 file");
        assertRefused(() -> Hdf5.look(path("physics.h5"), "jetz"), "'jetz'", "no such dataset", "jets");
    }

    @Test
    void listsAreFlattenedAlsoWithValuesOfTheEventBesideThem() {
        var group = Hdf5.look(Path.of("../data/kinds.h5"), "momenta").rows().get(0);
        assertEquals(
                "Hdf5Dataset.columns(path, \"momenta\").flatten().mask(\"MASK\")",
                group.opening().text());
    }
}
