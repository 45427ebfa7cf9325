package flashflow.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.Python;
import flashflow.nanoaod.NanoAod;
import flashflow.nanoaod.ToyRoot;
import flashflow.reporting.WorkListener;
import flashflow.validation.events.EventObjects;
import flashflow.validation.events.EventVariables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Where generated events go: files of an analysis, folders of files, and what is there already. */
@EnabledOnOs(OS.LINUX)
class EventFilesTest {
    private static final int EVENTS = 200;

    /** Sums of an event variable, by the indices alone. */
    private static final String AWKWARD =
            """
            import sys, h5py, numpy as np, awkward as ak
            with h5py.File(sys.argv[1]) as file:
                jets = {name: column[:] for name, column in file["jets"].items()}
                assert file.attrs["folds"] == 2
            assert jets["event"].dtype == np.uint64 and jets["run"].dtype == np.uint32 and jets["object"].dtype == np.int32
            unit = jets["entry"] * 2 + jets["fold"]
            counts = np.bincount(unit, minlength=2 * int(sys.argv[2]))
            events = ak.unflatten(ak.zip({name: jets[name] for name in ("pt", "object", "event", "entry")}), counts)
            assert ak.all(events.object == ak.local_index(events.object))
            assert ak.all(events.pt[:, :-1] >= events.pt[:, 1:])
            assert (jets["event"] - jets["entry"].astype(np.uint64) == np.uint64((1 << 53) + 1)).all()
            print(len(unit), repr(float(ak.sum(events.pt[events.pt > 30]))))
            """;

    private static final String PANDAS =
            """
            import sys, pandas
            jets = pandas.read_parquet(sys.argv[1])
            assert str(jets.dtypes["event"]) == "uint64" and str(jets.dtypes["object"]) == "int32"
            assert (jets["event"] - jets["entry"].astype("uint64") == (1 << 53) + 1).all()
            groups = jets.groupby(["event", "fold"])
            assert (groups.cumcount() == jets["object"]).all()
            print(len(jets), repr(float(jets.pt[jets.pt > 30].astype("float64").sum())))
            """;

    /** The generator's part alone, as from a job without detector simulation. */
    private static final String BARE =
            """
            import sys, uproot, awkward as ak
            tree = uproot.open(sys.argv[1])["Events"]
            kept = lambda name: name in ("run", "luminosityBlock", "event") or name.startswith(("GenJet_", "GenPart_", "GenMET_", "Pileup_"))
            arrays = {branch.name: branch.array() for branch in tree.branches if kept(branch.name)}
            with uproot.recreate(sys.argv[2]) as file:
                types = {name: values.type for name, values in arrays.items()}
                file.mktree("Events", types, counter_name=lambda name: "n" + name.split("_")[0]).extend(arrays)
            """;

    /** What is drawn, as one number, and how many events. */
    private static final String SUM =
            """
            import sys, uproot, awkward as ak
            tree = uproot.open(sys.argv[1])["Events"]
            print(tree.num_entries, repr(float(ak.sum(tree["Jet_pt"].array()))))
            """;

    private static final String EMPTY =
            """
            import sys, uproot, numpy as np
            with uproot.recreate(sys.argv[1]) as file:
                file.mktree("Events", {"run": np.uint32, "event": np.uint64})
            """;

    @TempDir
    static Path shared;

    private static ToyObjects toy;

    @TempDir
    Path folder;

    private final List<String> heard = new ArrayList<>();

    private final WorkListener listener = new WorkListener() {
        @Override
        public void begun(String step, long of) {
            heard.add(step + ", " + of);
        }

        @Override
        public void told(String sentence) {
            heard.add(sentence);
        }

        @Override
        public void warned(String sentence) {
            heard.add(sentence);
        }
    };

    @BeforeAll
    static void write() throws Exception {
        ToyRoot.assumed();
        toy = new ToyObjects(shared, EVENTS);
    }

    @AfterAll
    static void close() {
        if (toy != null) {
            toy.close();
        }
    }

    private List<String> names(Path place) throws IOException {
        try (var files = Files.list(place)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String told(Runnable work) {
        return assertThrows(FlashFlowException.class, work::run).getMessage();
    }

    /** Objects, and the sum of the pt above 30 GeV over all events. */
    private static String summed(EventObjects objects) {
        double ht = EventVariables.above(30)
                .table(objects)
                .doubleColumn(EventVariables.HT)
                .sum();
        return String.format(Locale.ROOT, "%d %.2f", objects.size(), ht);
    }

    private static String rounded(String printed) {
        var words = printed.split(" ");
        return String.format(Locale.ROOT, "%s %.2f", words[0], Double.parseDouble(words[1]));
    }

    @Test
    void awkwardTakesHdf5AndSoDoesTheValidation() {
        var file = folder.resolve("sample.h5");
        var report = toy.generation().folds(2).toHdf5(toy.root, file);
        var objects = EventObjects.read(file, "jets", EVENTS, 2);
        assertEquals(report.objects().get(0).written(), objects.size());
        assertEquals(2, objects.folds());
        assertEquals(rounded(Python.run(AWKWARD, file, EVENTS)), summed(objects));
        assertEquals(
                report.objects().get(1).written(),
                EventObjects.read(file, "muons", EVENTS, 2).size());
        assertTrue(told(() -> EventObjects.read(file, "jets", EVENTS, 1)).contains("fold 1, and there are"));
        assertTrue(told(() -> EventObjects.read(file, "jets", EVENTS - 50, 2)).contains("true numbers"));
        assertTrue(told(() -> EventObjects.read(file, "electrons", EVENTS, 2)).contains("electrons"));
    }

    @Test
    void pandasTakesParquetAndSoDoesTheValidation() {
        Python.assumed("pandas", "pyarrow");
        var out = folder.resolve("sample.parquet");
        var report = toy.generation().folds(2).toParquet(toy.root, out);
        var jets = report.files().get(0);
        var objects = EventObjects.read(jets, EVENTS, 2);
        assertEquals(report.objects().get(0).written(), objects.size());
        assertEquals(rounded(Python.run(PANDAS, jets)), summed(objects));
        toy.generation().folds(2).toHdf5(toy.root, folder.resolve("sample.h5"));
        assertEquals(summed(EventObjects.read(folder.resolve("sample.h5"), "jets", EVENTS, 2)), summed(objects));
    }

    private static EventGeneration nothing() {
        return EventGeneration.of(ObjectModel.of(toy.jets, toy.flow).efficiency(new NeverFound()))
                .listener(ToyObjects.SILENT);
    }

    @Test
    void noObjectsAreNoFileAndNotAnEarlierOne() throws Exception {
        toy.generation().toParquet(toy.root, folder.resolve("sample.parquet"));
        var report = nothing().toParquet(toy.root, folder.resolve("sample.parquet"));
        assertEquals(List.of(), report.files());
        assertEquals(List.of("sample-muons.parquet"), names(folder));
        assertTrue(report.toString().contains("no file"), report.toString());
        var file = folder.resolve("sample.h5");
        nothing().toHdf5(toy.root, file);
        assertEquals(0, EventObjects.read(file, "jets", EVENTS, 1).size());
    }

    @Test
    void anEarlierFileIsReplacedByAWholeOneAlone() throws Exception {
        var out = Files.writeString(folder.resolve("out.root"), "an earlier file");
        var damaged = folder.resolve("damaged.root");
        byte[] whole = Files.readAllBytes(toy.root);
        Files.write(damaged, java.util.Arrays.copyOf(whole, whole.length / 2));
        told(() -> toy.generation().toNanoAod(damaged, out));
        assertEquals("an earlier file", Files.readString(out));
        var dead = new ProcessBuilder("true").start();
        dead.waitFor();
        String host = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        var left = Files.createDirectory(folder.resolve(".out.root." + host + "-" + dead.pid() + "-5.work"));
        Files.writeString(left.resolve("objects.h5"), "half");
        var living = Files.createDirectory(folder.resolve(
                ".out.root." + host + "-" + ProcessHandle.current().pid() + "-5.work"));
        toy.generation().toNanoAod(toy.root, out);
        assertEquals(EVENTS, NanoAod.look(out).events());
        assertEquals(List.of(living.getFileName().toString(), "damaged.root", "out.root"), names(folder));
    }

    @Test
    void foldersAndPlacesThatCannotBeAreRefused() {
        assertTrue(told(() -> toy.generation().toNanoAod(toy.root, folder)).contains("eachToNanoAod"));
        assertTrue(told(() -> toy.generation().toNanoAod(folder, folder.resolve("out.root")))
                .contains("eachToNanoAod"));
        assertTrue(told(() -> toy.generation().toNanoAod(toy.root, Path.of("/proc/out.root")))
                .contains("cannot be written"));
        assertTrue(told(() -> toy.generation().toNanoAod(toy.root, folder.resolve("no/out.root")))
                .contains("cannot be written"));
        assertTrue(told(() -> toy.generation().eachToNanoAod(folder, shared)).contains("has no file *.root"));
        assertTrue(told(() -> toy.generation().eachToNanoAod(shared, shared)).contains("both read and written"));
        assertTrue(told(() -> toy.generation().eachToNanoAod(shared, Path.of("/proc/there")))
                .contains("cannot be made"));
    }

    @Test
    void eventsOfTheGeneratorAloneGetTheirObjects() throws Exception {
        var bare = folder.resolve("bare.root");
        Python.run(BARE, toy.root, bare);
        var whole = folder.resolve("whole.root");
        var out = folder.resolve("out.root");
        toy.generation().toNanoAod(toy.root, whole);
        var report = toy.generation().toNanoAod(bare, out);
        assertEquals(Python.run(SUM, whole), Python.run(SUM, out));
        var branches = NanoAod.look(out).names();
        assertTrue(
                branches.containsAll(List.of("nJet", "Jet_genJetIdx", "Jet_btagDeepB", "Muon_charge")), branches + "");
        assertTrue(report.objects().get(0).unmatched() > 0);
    }

    @Test
    void eachFileOfAFolderBecomesOne() throws Exception {
        var in = Files.createDirectory(folder.resolve("in"));
        var out = folder.resolve("out/new");
        Files.copy(toy.root, in.resolve("b.root"));
        Files.copy(toy.root, in.resolve("a.root"));
        Files.writeString(in.resolve("notes.txt"), "no events");
        Python.run(EMPTY, in.resolve("empty.root"));
        var generation = toy.generation().folds(2).listener(listener);
        var report = generation.eachToNanoAod(in, out);
        assertEquals(List.of(out.resolve("a.root"), out.resolve("b.root")), report.files());
        assertEquals(2 * EVENTS, report.events());
        assertEquals(List.of("a.root", "b.root"), names(out));
        assertTrue(heard.contains("Generation into 3 files, 3"), heard + "");
        assertTrue(heard.contains(in.resolve("empty.root") + " has no events, and nothing is written for it."));
        String first = Python.run(SUM, out.resolve("a.root"));
        assertTrue(first.startsWith(2 * EVENTS + " "), first);
        assertNotEquals(first, Python.run(SUM, out.resolve("b.root")), "each file has its own random numbers");

        Files.delete(in.resolve("empty.root"));
        Files.writeString(in.resolve("d.root"), "damaged");
        Files.copy(toy.root, in.resolve("c.root"));
        var before = Files.getLastModifiedTime(out.resolve("a.root"));
        String sentence = told(() -> generation.eachToNanoAod(in, out));
        assertTrue(sentence.contains("not a ROOT file") && sentence.contains("; 3 of 4 files are done"), sentence);
        assertEquals(List.of("a.root", "b.root", "c.root"), names(out));
        assertEquals(before, Files.getLastModifiedTime(out.resolve("a.root")), "taken as it is");
        assertEquals(first, Python.run(SUM, out.resolve("a.root")));

        Files.delete(in.resolve("d.root"));
        var again = generation.seed(8).eachToNanoAod(in.resolve("a*.root"), out);
        assertEquals(List.of(out.resolve("a.root")), again.files());
        assertNotEquals(first, Python.run(SUM, out.resolve("a.root")), "another seed");
        assertEquals(
                List.of(),
                generation.seed(8).eachToNanoAod(in.resolve("a.root"), out).files());
        assertFalse(heard.stream().anyMatch(line -> line.startsWith("Writing of events")), heard + "");
    }

    @Test
    void filesOfOneNameAreRefused() throws Exception {
        var other = Files.copy(toy.root, folder.resolve("toy.root"));
        String sentence = told(() -> toy.generation().eachToNanoAod(List.of(toy.root, other), folder.resolve("out")));
        assertTrue(sentence.contains("would both become"), sentence);
        assertEquals(List.of("toy.root"), names(folder));
    }
}
