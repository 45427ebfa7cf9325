package flashflow.toy.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.data.ExactColumn;
import flashflow.data.hdf5.Hdf5Dataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToyEventsFileTest {
    /** More than a block. */
    private static final int EVENTS = 2500;

    @TempDir
    Path folder;

    @Test
    void theFileHoldsTheEventsInTheirOrder() {
        var sample = ToyEvents.of(7, EVENTS);
        Path file = sample.write(folder.resolve("events.h5"));
        checkEntries(file, "GenJet", sample, event -> event.generated().jets().size());
        checkEntries(
                file, "GenPart", sample, event -> event.generated().particles().size());
        checkEntries(file, "Muon", sample, event -> event.muons().size());
        checkEntries(file, "Jet", sample, event -> event.jets().size());
        checkJets(file, sample);
    }

    private static void checkEntries(Path file, String group, ToyEvents sample, Function<ToyEvent, Integer> count) {
        var entries = new ArrayList<Long>();
        for (long entry = 0; entry < EVENTS; entry++) {
            for (int i = 0; i < count.apply(sample.event(entry)); i++) {
                entries.add(entry);
            }
        }
        try (var rows =
                Hdf5Dataset.columns(file, group).targets("pt").carry("entry").open()) {
            assertEquals(entries.size(), rows.rowCount());
            var column = rows.readCarried(0, entries.size()).get(0);
            for (int i = 0; i < entries.size(); i++) {
                assertEquals(entries.get(i), column.longAt(i));
            }
        }
    }

    private static void checkJets(Path file, ToyEvents sample) {
        try (var rows = Hdf5Dataset.columns(file, "Jet")
                .targets("pt", "btagDeepB")
                .carry("genJetIdx", "nConstituents", "muonIdx1")
                .open()) {
            int count = (int) rows.rowCount();
            float[] values = new float[2 * count];
            rows.read(0, count, values, 0);
            var exact = rows.readCarried(0, count);
            int row = 0;
            for (long entry = 0; entry < EVENTS; entry++) {
                var event = sample.event(entry);
                for (Found jet : event.jets()) {
                    assertEquals(jet.at().pt(), values[2 * row]);
                    checkIndices(jet, event, exact, row++);
                }
            }
        }
    }

    private static void checkIndices(Found jet, ToyEvent event, List<ExactColumn> exact, int row) {
        assertEquals(jet.generator(), exact.get(0).longAt(row));
        assertTrue(exact.get(1).longAt(row) >= 1);
        long muon = exact.get(2).longAt(row);
        assertTrue(muon >= -1 && muon < event.muons().size());
        assertTrue(muon < 0 || event.muons().get((int) muon).at().dr(jet.at()) < 0.4);
    }

    @Test
    void typesAreThoseOfNanoAod() {
        Path file = ToyEvents.of(7, 50).write(folder.resolve("types.h5"));
        try (var rows = Hdf5Dataset.columns(file, "events")
                .targets("MET_pt")
                .carry("run", "luminosityBlock", "event", "entry", "Pileup_nPU")
                .open()) {
            var types = rows.readCarried(0, 1).stream()
                    .map(column -> column.type().toString())
                    .toList();
            assertEquals(List.of("uint32", "uint32", "uint64", "int64", "int32"), types);
            assertEquals((1L << 53) + 1, rows.readCarried(0, 1).get(2).longAt(0));
        }
        try (var rows = Hdf5Dataset.columns(file, "Muon")
                .targets("pt")
                .carry("isGlobal", "genPartFlav", "charge")
                .open()) {
            var types = rows.readCarried(0, 1).stream()
                    .map(column -> column.type().toString())
                    .toList();
            assertEquals(List.of("bool", "uint8", "int32"), types);
        }
    }

    /** One event may well have no muon; the group is there all the same. */
    @Test
    void aFileOfOneEventIsWritten() {
        assertTrue(Files.exists(ToyEvents.of(3, 1).write(folder.resolve("one.h5"))));
    }
}
