package flashflow.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.Python;
import flashflow.data.ColumnLayout;
import flashflow.data.ExactColumn;
import flashflow.data.WorkInterrupted;
import flashflow.data.columns.ColumnDataset;
import flashflow.data.hdf5.Hdf5Dataset;
import flashflow.data.parquet.ParquetDataset;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.nanoaod.NanoAod;
import flashflow.nanoaod.NanoObjects;
import flashflow.nanoaod.ToyRoot;
import flashflow.preprocessing.Preprocessing;
import flashflow.reporting.WorkListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects of untrained flows: it is about which there are, where they go and what is counted, not about their values. */
class EventGenerationTest {
    private static final int EVENTS = 300;
    private static final WorkListener SILENT = new WorkListener() {};

    /** What an analysis relies on: counters, order, ids, links, ranges, and that the rest is as it was. */
    private static final String CHECK =
            """
            import sys, uproot, awkward as ak, numpy as np
            source, made = (uproot.open(name)["Events"] for name in sys.argv[1:3])
            folds = int(sys.argv[3])
            a, b = source.arrays(), made.arrays()
            assert len(b) == folds * len(a)
            assert (ak.to_numpy(b.fold) == np.tile(np.arange(folds), len(a))).all()
            for name in ("run", "luminosityBlock", "event", "nGenJet", "MET_pt", "nElectron"):
                assert (ak.to_numpy(b[name]) == np.repeat(ak.to_numpy(a[name]), folds)).all(), name
            assert made["event"].typename == "uint64_t"
            for name in ("Jet", "Muon"):
                pt = b[name + "_pt"]
                assert ak.all(ak.num(pt) == b["n" + name])
                assert ak.all(pt[:, :-1] >= pt[:, 1:])
                assert ak.all(np.abs(b[name + "_phi"]) <= np.pi)
            assert ak.all(b.Jet_genJetIdx < b.nGenJet) and ak.all(b.Muon_genPartIdx >= 0)
            assert set(np.unique(ak.flatten(b.Jet_jetId))) <= set(np.unique(ak.flatten(a.Jet_jetId)))
            assert ak.all(b.Muon_pdgId == -13 * b.Muon_charge)
            charges = b.Muon_pdgId == b.GenPart_pdgId[b.Muon_genPartIdx]
            assert ak.all(charges)
            print(int(ak.sum(b.nJet)), int(ak.sum(b.nMuon)), int(ak.sum(b.Jet_genJetIdx < 0)), int(ak.sum(b.nJet == 0)))
            """;

    @TempDir
    static Path shared;

    private static Path toy;
    private static NanoObjects jets;
    private static NanoObjects muons;
    private static final List<FlowModel> FLOWS = new ArrayList<>();

    @TempDir
    Path folder;

    /** Probabilities by a formula. */
    private record Formula(String column, int classes, Law law) implements ClassProbabilities {
        /** Of class k. */
        interface Law {
            double of(float value, int k);
        }

        @Override
        public List<String> context() {
            return List.of(column);
        }

        @Override
        public double[] probabilities(long firstRow, int rows, float[] context) {
            double[] all = new double[rows * classes];
            for (int i = 0; i < all.length; i++) {
                all[i] = law.of(context[i / classes], i % classes);
            }
            return all;
        }
    }

    private static final ClassProbabilities FOUND =
            new Formula("MGenJet_pt", 2, (pt, k) -> k == 1 ? pt / (pt + 20) : 20 / (pt + 20));
    private static final ClassProbabilities NUMBER = new Formula("nGenJet", 3, (n, k) -> 1 / 3.0);

    @BeforeAll
    static void write() throws Exception {
        ToyRoot.assumed();
        toy = ToyRoot.in(shared, "toy", 1, EVENTS);
        jets = NanoAod.of(toy).listener(SILENT).jets();
        muons = NanoAod.of(toy).listener(SILENT).muons();
    }

    @AfterAll
    static void close() {
        FLOWS.forEach(FlowModel::close);
        FLOWS.clear();
    }

    private static FlowModel flow(ColumnDataset rows) {
        try (rows) {
            var layout = rows.layout();
            var config = FlowConfig.of(layout.targets().size(), layout.context().size(), 2, 16, 1, 8);
            var flow = FlowModel.of(config, Preprocessing.standardise(layout));
            flow.fitPreprocessing(rows);
            FLOWS.add(flow);
            return flow;
        }
    }

    private static EventGeneration generation() {
        return EventGeneration.of(
                        ObjectModel.of(jets, flow(jets.pairs()))
                                .efficiency(FOUND)
                                .unmatched(NUMBER, flow(jets.unmatched())),
                        ObjectModel.of(muons, flow(muons.pairs())))
                .seed(7)
                .extracted(shared)
                .listener(SILENT);
    }

    private static List<ExactColumn> columns(Path file, String group, String... names) {
        try (var rows =
                Hdf5Dataset.columns(file, group).targets("pt").carry(names).open()) {
            return rows.readCarried(0, (int) rows.rowCount());
        }
    }

    @Test
    void theObjectsDependNeitherOnBatchesNorOnThreadsNorOnFoldsThatAreAdded() throws Exception {
        var one = folder.resolve("one.h5");
        var other = folder.resolve("other.h5");
        var three = folder.resolve("three.h5");
        generation().rowsAtOnce(64).workers(1).toHdf5(toy, one);
        generation().workers(2).toHdf5(toy, other);
        assertEquals(-1, Files.mismatch(one, other));
        generation().folds(3).rowsAtOnce(500).toHdf5(toy, three);
        for (String group : List.of("jets", "muons")) {
            String[] names = {"event", "entry", "object", "generator", "pt", "eta", "fold"};
            var alone = columns(one, group, names);
            var several = columns(three, group, names);
            int row = 0;
            for (int i = 0; i < several.get(0).size(); i++) {
                if (several.get(6).longAt(i) == 0) {
                    for (int c = 0; c < names.length; c++) {
                        assertEquals(alone.get(c).textAt(row), several.get(c).textAt(i), group + " " + names[c]);
                    }
                    row++;
                }
            }
            assertEquals(alone.get(0).size(), row);
        }
    }

    @Test
    void everythingIsCountedAndAgreesWithTheProbabilities() throws Exception {
        var report = generation().folds(4).toParquet(toy, folder.resolve("sample.parquet"));
        assertEquals(
                List.of(folder.resolve("sample-jets.parquet"), folder.resolve("sample-muons.parquet")), report.files());
        var counts = report.objects().get(0);
        assertEquals(EVENTS, report.events());
        assertEquals(4 * jets.generatedCount(), counts.generated());
        double expected = 0;
        double variance = 0;
        for (var row : jets.generated(List.of("MGenJet_pt")).table()) {
            double p = row.getFloat(0) / (row.getFloat(0) + 20);
            expected += 4 * p;
            variance += 4 * p * (1 - p);
        }
        assertEquals(expected, counts.found(), 5 * Math.sqrt(variance));
        assertEquals(4.0 * EVENTS, counts.unmatched(), 5 * Math.sqrt(4 * EVENTS * 2 / 3.0));
        try (var rows = ParquetDataset.columns(report.files().get(0))
                .targets("pt")
                .carry("run", "event", "object", "generator", "fold")
                .open()) {
            assertEquals(counts.written(), rows.rowCount());
        }
        assertTrue(report.toHtml().contains("generator objects")
                && report.toString().contains("found"));
    }

    @Test
    void eventsComeBackWholeAndInOrder() throws Exception {
        var out = folder.resolve("simulated.root");
        var report = generation().folds(2).compression("zlib:1").drop("HLT_*").toNanoAod(toy, out);
        var printed = Python.run(CHECK, toy, out, 2).strip().split(" ");
        assertEquals(report.objects().get(0).written(), Long.parseLong(printed[0]));
        assertEquals(report.objects().get(1).written(), Long.parseLong(printed[1]));
        assertEquals(report.objects().get(0).unmatched(), Long.parseLong(printed[2]));
        assertTrue(Long.parseLong(printed[3]) > 0, "events without jets");
        assertEquals(List.of("simulated.root"), names());
    }

    @Test
    void valuesAreHeldToTheFullSimulationIfWanted() {
        var file = folder.resolve("held.h5");
        var report = generation().heldToRange().toHdf5(toy, file);
        assertFalse(report.objects().get(0).held().isEmpty());
        double most = jets.pairs().table().floatColumn("MJet_btagDeepFlavB").max();
        for (var value : new ExactColumn[] {columns(file, "muons", "dxy").get(0)}) {
            assertTrue(value.size() > 0);
        }
        try (var rows =
                Hdf5Dataset.columns(file, "jets").targets("btagDeepFlavB").open()) {
            double unmatched =
                    jets.unmatched().table().floatColumn("Jet_btagDeepFlavB").max();
            assertTrue(rows.table().floatColumn(0).max() <= Math.max(most, unmatched));
        }
    }

    @Test
    void noObjectFoundGivesEventsWithoutObjects() throws Exception {
        var none = new Formula("MGenJet_pt", 2, (pt, k) -> 1 - k);
        var out = folder.resolve("empty.root");
        var report = EventGeneration.of(ObjectModel.of(jets, flow(jets.pairs())).efficiency(none))
                .extracted(shared)
                .listener(SILENT)
                .toNanoAod(toy, out);
        assertEquals(0, report.objects().get(0).written());
        assertEquals(EVENTS, NanoAod.look(out).events());
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void anInterruptLeavesNothingBehind() throws Exception {
        for (String step : List.of("Extraction", "Generation of jets", "Writing of events")) {
            var stopping = new WorkListener() {
                @Override
                public void begun(String name, long of) {
                    if (name.equals(step)) {
                        Thread.currentThread().interrupt();
                    }
                }
            };
            var generation = (step.equals("Extraction")
                            ? EventGeneration.of(ObjectModel.of(jets, flow(jets.pairs())))
                            : generation())
                    .listener(stopping);
            assertThrows(WorkInterrupted.class, () -> generation.toNanoAod(toy, folder.resolve("out.root")), step);
            assertEquals(List.of(), names(), step);
        }
    }

    @Test
    void whatCannotBeGeneratedIsRefused() {
        var flow = flow(jets.pairs());
        assertRefused("one model for each kind", () -> EventGeneration.of());
        assertRefused(
                "one model for each kind",
                () -> EventGeneration.of(ObjectModel.of(jets, flow), ObjectModel.of(jets, flow)));
        assertRefused("do not have", () -> ObjectModel.of(muons, flow));
        assertRefused(
                "two classes", () -> ObjectModel.of(jets, flow).efficiency(new Formula("MGenJet_pt", 3, (x, k) -> 1)));
        assertRefused("do not have", () -> ObjectModel.of(jets, flow).efficiency(NUMBER));
        assertRefused("none without a generator object", () -> ObjectModel.of(muons, flow(muons.pairs()))
                .unmatched(NUMBER, flow));
        assertRefused("both read and written", () -> generation().toNanoAod(toy, toy));
        assertRefused("no name of a file", () -> generation().toNanoAod(toy, Path.of("")));
        assertRefused("no name of a file", () -> generation().toHdf5(toy, Path.of("/")));
        assertRefused("no name of a file", () -> generation().toParquet(toy, folder));
        assertRefused("fold", () -> generation().folds(0));
        var small = Path.of(shared.toString(), "toy.jets.h5");
        assertTrue(Files.exists(small));
        assertEquals(new ColumnLayout(jets.layout().context(), jets.layout().targets()), flow.layout());
    }

    private static void assertRefused(String told, Runnable work) {
        String sentence = assertThrows(FlashFlowException.class, work::run).getMessage();
        assertTrue(sentence.contains(told), sentence);
    }
}
