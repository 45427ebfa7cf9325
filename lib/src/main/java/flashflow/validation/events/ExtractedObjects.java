package flashflow.validation.events;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Reconstructed objects of the full simulation, in physical units again, from the residuals that were extracted of them. */
final class ExtractedObjects {
    private static final double MUON_MASS = 0.10566;
    private static final List<String> ENTRY = List.of("entry");

    private ExtractedObjects() {}

    static EventObjects jets(Path file) {
        long events = events(file);
        var pairs = ObjectFile.read(
                file,
                "pairs",
                ENTRY,
                "MGenJet_pt",
                "MGenJet_eta",
                "MGenJet_phi",
                "MGenJet_mass",
                "MJet_ptRatio",
                "MJet_etaMinusGen",
                "MJet_phiMinusGen",
                "MJet_massRatio");
        var matched = new EventObjects(
                events,
                1,
                units(pairs, events),
                pairs.product("MGenJet_pt", "MJet_ptRatio"),
                pairs.sum("MGenJet_eta", "MJet_etaMinusGen"),
                pairs.sum("MGenJet_phi", "MJet_phiMinusGen"),
                pairs.product("MGenJet_mass", "MJet_massRatio"));
        return matched.and(unmatched(file, events));
    }

    private static EventObjects unmatched(Path file, long events) {
        var rows = ObjectFile.read(file, "unmatched", ENTRY, "Jet_pt", "Jet_eta", "Jet_phi", "Jet_mass");
        return new EventObjects(
                events,
                1,
                units(rows, events),
                rows.real("Jet_pt"),
                rows.real("Jet_eta"),
                rows.real("Jet_phi"),
                rows.real("Jet_mass"));
    }

    static EventObjects muons(Path file) {
        long events = events(file);
        var pairs = ObjectFile.read(
                file,
                "pairs",
                ENTRY,
                "MGenMuon_pt",
                "MGenMuon_eta",
                "MGenMuon_phi",
                "MMuon_ptRatio",
                "MMuon_etaMinusGen",
                "MMuon_phiMinusGen");
        double[] masses = new double[pairs.rows()];
        Arrays.fill(masses, MUON_MASS);
        return new EventObjects(
                events,
                1,
                units(pairs, events),
                pairs.product("MGenMuon_pt", "MMuon_ptRatio"),
                pairs.sum("MGenMuon_eta", "MMuon_etaMinusGen"),
                pairs.sum("MGenMuon_phi", "MMuon_phiMinusGen"),
                masses);
    }

    private static int[] units(ObjectFile rows, long events) {
        return Indices.units(rows.whole("entry"), new long[rows.rows()], events, 1);
    }

    /** Events of which the context is not finite are no rows of the table, but have numbers. */
    private static long events(Path file) {
        long[] entries = ObjectFile.read(file, "events", ENTRY, "n_generated").whole("entry");
        return 1 + Arrays.stream(entries).max().orElseThrow();
    }
}
