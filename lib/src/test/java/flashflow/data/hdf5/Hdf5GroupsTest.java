package flashflow.data.hdf5;

import static flashflow.data.hdf5.Hdf5Files.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import flashflow.Python;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups of columns in one file, each of its own length, come back exactly. */
class Hdf5GroupsTest {
    private static final CarriedColumn EVENT = new CarriedColumn("event", new ColumnType(ColumnType.Kind.UNSIGNED, 64));
    private static final CarriedColumn PT = new CarriedColumn("pt", ColumnType.FLOAT32);
    private static final CarriedColumn ENTRY = new CarriedColumn("entry", ColumnType.INT64);

    private static final String CHECK =
            """
            import sys, h5py, numpy as np
            with h5py.File(sys.argv[1]) as f:
                print(sorted(f), f.attrs["format"], f.attrs["kind"].decode())
                jets, muons = f["jets"], f["muons"]
                print(jets["event"].dtype, jets["pt"].dtype, muons["entry"].dtype, jets["pt"].shape, muons["entry"].shape)
                n = len(jets["pt"])
                print(bool((jets["event"][:] == np.uint64(2**64 - 1) - np.arange(n, dtype="u8")).all()))
                print(bool((jets["pt"][:] == np.arange(n) / 4).all()))
            """;

    @TempDir
    Path folder;

    private static List<ExactColumn> jets(int first, int count) {
        return List.of(
                ExactColumn.of(
                        EVENT,
                        LongStream.range(first, first + count).map(i -> -1 - i).toArray()),
                ExactColumn.of(
                        PT,
                        IntStream.range(first, first + count)
                                .mapToDouble(i -> i / 4.0)
                                .toArray()));
    }

    private static List<ExactColumn> muons(int count) {
        return List.of(ExactColumn.of(ENTRY, LongStream.range(0, count).toArray()));
    }

    private Hdf5Groups.Builder writer(Path file) {
        return Hdf5Groups.to(file)
                .attribute("format", 1)
                .attribute("kind", "objects")
                .group("jets", List.of(EVENT, PT))
                .group("muons", List.of(ENTRY));
    }

    private Path written(int jets, int muons, int gzip) {
        var file = folder.resolve("groups.h5");
        try (var writer = writer(file).gzip(gzip).open()) {
            for (int first = 0; first < jets; first += 1000) {
                writer.write("jets", jets(first, Math.min(1000, jets - first)));
                writer.write("muons", muons(0));
            }
            writer.write("muons", muons(muons));
            writer.finish();
        }
        return file;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void theLibraryReadsIt(int gzip) {
        var file = written(70_000, 3, gzip);
        try (var jets =
                Hdf5Dataset.columns(file, "jets").targets("pt").carry("event").open()) {
            assertEquals(70_000, jets.rowCount());
            assertEquals(-70_000, jets.readCarried(69_999, 1).get(0).longAt(0));
            float[] last = new float[2];
            jets.read(69_998, 2, last, 0);
            assertArrayEquals(new float[] {69_998 / 4f, 69_999 / 4f}, last);
        }
        try (var muons = Hdf5Dataset.columns(file, "muons").targets("entry").open()) {
            assertEquals(3, muons.rowCount());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5000})
    void h5pyReadsItAlsoWithoutRows(int jets) throws Exception {
        Python.assumed("h5py");
        for (int gzip : new int[] {0, 4}) {
            var printed = Python.run(CHECK, written(jets, 0, gzip)).lines().toList();
            assertEquals("['jets', 'muons'] 1 objects", printed.get(0));
            assertEquals("uint64 float32 int64 (" + jets + ",) (0,)", printed.get(1));
            assertEquals(List.of("True", "True"), printed.subList(2, 4));
        }
    }

    @Test
    void nothingIsLeftOfAFileThatWasNotFinished() throws Exception {
        var file = folder.resolve("groups.h5");
        try (var writer = writer(file).open()) {
            writer.write("jets", jets(0, 100_000));
        }
        assertFalse(Files.exists(file));
        try (var left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void refusesWhatWasNotAnnounced() {
        var file = folder.resolve("groups.h5");
        try (var writer = writer(file).open()) {
            assertRefused(() -> writer.write("electrons", muons(1)), "electrons", "announce every group");
            assertRefused(() -> writer.write("jets", muons(1)), "groups.h5", "group 'jets'", "announced");
        }
        assertRefused(() -> Hdf5Groups.to(file).open(), "no group");
        assertRefused(() -> Hdf5Groups.to(file).group("a/b", List.of(PT)), "a/b");
        assertRefused(() -> Hdf5Groups.to(file).group("a", List.of(PT, PT)), "not all different");
    }
}
