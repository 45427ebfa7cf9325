package flashflow.nanoaod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.Python;
import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import flashflow.data.WorkInterrupted;
import flashflow.reporting.WorkListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Toy events become tables, once; what is no NanoAOD has a sentence. */
class NanoAodTest {
    private static final int EVENTS = 300;
    private static final long FIRST_EVENT = (1L << 53) + 1;

    /** Trees that are no simulated NanoAOD, and a file without rows. */
    private static final String BAD =
            """
            import sys, uproot, numpy as np
            folder = sys.argv[1]
            def tree(name, columns, tree="Events"):
                with uproot.recreate(f"{folder}/{name}.root") as file:
                    file.mktree(tree, {key: value.dtype for key, value in columns.items()}).extend(columns)
            ids = {"run": np.ones(3, "u4"), "luminosityBlock": np.ones(3, "u4"), "event": np.arange(3, dtype="u8")}
            tree("tree", ids, "Others")
            tree("data", ids)
            tree("few", {**ids, "GenJet_pt": np.ones(3, "f4")})
            tree("none", {key: value[:0] for key, value in ids.items()})
            """;

    @TempDir
    static Path shared;

    private static Path toy;

    @TempDir
    Path folder;

    private final List<String> heard = new ArrayList<>();
    private final WorkListener listener = new WorkListener() {
        @Override
        public void begun(String step, long of) {
            heard.add(step + " of " + of);
        }

        @Override
        public void told(String sentence) {
            heard.add(sentence);
        }
    };

    @BeforeAll
    static void write() throws Exception {
        ToyRoot.assumed();
        toy = ToyRoot.in(shared, "toy", 1, EVENTS);
        Python.run(BAD, shared);
        Files.writeString(shared.resolve("text.root"), "no ROOT file");
        byte[] whole = Files.readAllBytes(toy);
        Files.write(shared.resolve("cut.root"), java.util.Arrays.copyOf(whole, whole.length / 2));
    }

    private Path copy(String name) throws IOException {
        return Files.copy(toy, folder.resolve(name));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return new ArrayList<>(new TreeSet<>(
                    files.map(file -> file.getFileName().toString()).toList()));
        }
    }

    @Test
    void aFileIsExtractedOnceAndAgainWhenItOrTheSettingsChange() throws Exception {
        var file = copy("a.root");
        var extraction = NanoAod.of(file).listener(listener);
        assertEquals(folder.resolve("a.jets.h5"), extraction.jets().file());
        assertEquals(List.of("Extraction of " + EVENTS), heard);
        extraction.jets();
        assertEquals("a.jets.h5 holds these jets already, and is taken as it is.", heard.get(1));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        extraction.jets();
        assertEquals("Extraction of " + EVENTS, heard.get(2));
        var other = extraction.rules(Rules.FLASHSIM).jets();
        assertEquals(Rules.FLASHSIM, other.rules());
        assertNotEquals(folder.resolve("a.jets.h5"), other.file());
        assertEquals(3, names().size(), names().toString());
    }

    @Test
    void rowsHaveTheirColumnsAndCarryTheirIdsExactly() throws Exception {
        var jets = NanoAod.of(toy).folder(folder).listener(listener).jets();
        assertEquals(ColumnLayout.jets(), jets.layout());
        assertEquals(EVENTS, jets.eventCount());
        assertTrue(jets.pairCount() > EVENTS && jets.generatedCount() > jets.pairCount(), jets.toString());
        for (RowSource rows :
                List.of(jets.pairs(), jets.generated(), jets.unmatched(), jets.events(), jets.multiplicity())) {
            int last = (int) rows.rowCount() - 1;
            var ids = rows.readCarried(last, 1);
            assertEquals(
                    NanoObjects.IDS.subList(0, ids.size()),
                    ids.stream().map(column -> column.name()).toList());
            assertEquals(FIRST_EVENT + ids.get(3).longAt(0), ids.get(2).longAt(0));
            rows.close();
        }
        assertEquals(jets.unmatchedCount(), sum(jets.multiplicity()));
        assertTrue(jets.multiplicityClasses() > 2);
        var muons = NanoAod.of(toy).folder(folder).listener(listener).muons();
        assertEquals(ColumnLayout.muons(), muons.layout());
        assertEquals(0, muons.unmatchedCount());
        assertTrue(assertThrows(FlashFlowException.class, muons::unmatched)
                .getMessage()
                .contains("no table 'unmatched'"));
    }

    private static long sum(RowSource rows) {
        double sum = 0;
        for (var row : rows.targets()) {
            sum += row.getDouble(0);
        }
        rows.close();
        return Math.round(sum);
    }

    @Test
    void manyFilesCountTheirEventsThrough() throws Exception {
        ToyRoot.in(folder, "part-0", 2, 50);
        ToyRoot.in(folder, "part-1", 3, 70);
        var jets = NanoAod.of(folder.resolve("part-?.root"))
                .targets("ptRatio", "etaMinusGen", "Jet_phiMinusGen")
                .cut("MGenJet_pt > 30")
                .listener(listener)
                .jets();
        assertEquals(120, jets.eventCount());
        assertEquals(
                List.of("MJet_ptRatio", "MJet_etaMinusGen", "MJet_phiMinusGen"),
                jets.layout().targets());
        try (var pairs = jets.pairs()) {
            var ids = pairs.readCarried(pairs.rowCount() - 1, 1);
            assertTrue(ids.get(3).longAt(0) > 50);
            for (var row : pairs.table()) {
                assertTrue(row.getFloat("MGenJet_pt") > 30);
            }
        }
        assertEquals(List.of("MGenJet_pt > 30"), jets.cuts());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "text; not a ROOT file",
                "cut; cut short or damaged",
                "tree; Events",
                "data; no generator part",
                "few; no branch",
                "none; no event",
                "nothing; nothing.root",
            })
    void whatIsNoNanoAodHasASentence(String name, String told) throws Exception {
        var extraction =
                NanoAod.of(shared.resolve(name + ".root")).folder(folder).listener(listener);
        String sentence =
                assertThrows(FlashFlowException.class, extraction::jets).getMessage();
        assertTrue(sentence.contains(told) && sentence.contains(name), sentence);
        assertEquals(List.of(), names());
    }

    @Test
    void settingsThatCannotBeHaveASentence() {
        var extraction = NanoAod.of(toy).folder(folder).listener(listener);
        assertRefused(extraction.targets("btagNew"), "btagNew");
        assertRefused(extraction.cut("MGenJet_pt >"), "MGenJet_pt >");
        assertRefused(extraction.folder(folder.resolve("not/there")), "is missing");
        assertThrows(FlashFlowException.class, () -> NanoAod.of(folder.resolve("no-*.root")));
        assertThrows(FlashFlowException.class, () -> NanoAod.of());
        assertThrows(FlashFlowException.class, () -> NanoObjects.open(toy));
    }

    private static void assertRefused(Extraction extraction, String told) {
        String sentence =
                assertThrows(FlashFlowException.class, extraction::jets).getMessage();
        assertTrue(sentence.contains(told), sentence);
    }

    @Test
    void anInterruptLeavesNothingBehind() throws Exception {
        var stopping = new WorkListener() {
            @Override
            public void progressed(long done) {
                Thread.currentThread().interrupt();
            }
        };
        var extraction = NanoAod.of(toy).folder(folder).listener(stopping);
        assertThrows(WorkInterrupted.class, extraction::jets);
        assertEquals(List.of(), names());
    }

    @Test
    void branchesAreShown() {
        var branches = NanoAod.look(toy);
        assertEquals(EVENTS, branches.events());
        assertTrue(branches.names().containsAll(List.of("nJet", "Jet_pt", "GenJet_pt", "event")));
        assertTrue(branches.of("Muon_").names().stream().allMatch(name -> name.startsWith("Muon_")));
        assertTrue(branches.of("e").toHtml().contains("uint64"));
    }
}
