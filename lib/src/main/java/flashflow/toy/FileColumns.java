package flashflow.toy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the columns of one kind of objects are written to files; those that are not told are written as they are. */
final class FileColumns {
    /** The arctangents of residuals end here: 33 times the scale of the column. */
    private static final double MAX_ANGLE = 1.54;
    /** Ratios stay above this, since nothing without energy is found. */
    private static final double LEAST_RATIO = 0.05;

    private final Map<String, FileScale> scales = new HashMap<>();
    private final Map<String, Written> written = new HashMap<>();

    private FileColumns() {}

    FileScale scale(String column) {
        return scales.getOrDefault(column, FileScale.SAME);
    }

    Written written(String target) {
        return written.getOrDefault(target, Written.Within.ALL);
    }

    static FileColumns jets() {
        return new FileColumns()
                .jetScores("MJet_")
                .within(LEAST_RATIO, Double.POSITIVE_INFINITY, "MJet_massRatio", "MJet_ptRatio");
    }

    static FileColumns pileupJets() {
        return new FileColumns()
                .jetScores("Jet_")
                .logarithm(0, "Jet_pt", "Jet_mass")
                .within(-PileupJets.MAX_ETA, PileupJets.MAX_ETA, "Jet_eta")
                .within(-Math.PI, Math.PI, "Jet_phi");
    }

    /** Scores of jets, whoever they belong to. */
    private FileColumns jetScores(String prefix) {
        var score = new Written.Spiked(JetTaggers.FAILED_BELOW, JetTaggers.FAILED, new Written.Within(0, 1));
        for (String name : List.of("btagCSVV2", "btagDeepB", "btagDeepC", "qgl")) {
            written.put(prefix + name, score);
        }
        within(0, 1, prefix + "btagDeepFlavB", prefix + "btagDeepFlavC", prefix + "muEF");
        within(-1, 1, prefix + "btagCMVA");
        written.put(prefix + "nConstituents", new Written.Whole(1));
        written.put(prefix + "puId", new Written.Levels(0, 4, 6, 7));
        written.put(prefix + "jetId", new Written.Levels(0, 2, 6));
        return this;
    }

    static FileColumns muons() {
        return new FileColumns().muonContext().muonTrack().muonIsolation().muonQuality();
    }

    private FileColumns muonContext() {
        return logarithm(0, "MGenMuon_pt", "Pileup_sumEOOT")
                .logarithm(1, "MClosestJet_pt", "MClosestJet_mass", "Pileup_sumLOOT");
    }

    private FileColumns muonTrack() {
        return angle(100, 0, "MMuon_etaMinusGen")
                .angle(80, 0, "MMuon_phiMinusGen")
                .angle(10, 1, "MMuon_ptRatio")
                .angle(150, 0, "MMuon_dxy")
                .angle(50, 0, "MMuon_dz")
                .within(Math.atan(10 * (LEAST_RATIO - 1)), MAX_ANGLE, "MMuon_ptRatio")
                .positive(1, "MMuon_dxyErr", "MMuon_sip3d")
                .positive(0.001, "MMuon_dzErr", "MMuon_ip3d", "MMuon_ptErr");
    }

    private FileColumns muonIsolation() {
        positive(0.08, "MMuon_jetRelIso").logarithm(0.001, "MMuon_jetPtRelv2");
        written.put("MMuon_jetPtRelv2", Written.Spiked.below(MuonIsolation.NO_JET_BELOW, -6.9));
        for (String name : List.of("MMuon_pfRelIso03_all", "MMuon_pfRelIso03_chg", "MMuon_pfRelIso04_all")) {
            logarithm(1e-5, name);
            written.put(name, Written.Spiked.below(MuonIsolation.NO_ISO_BELOW, -11.51));
        }
        return this;
    }

    private FileColumns muonQuality() {
        for (String flag : List.of("isGlobal", "isPFcand", "isTracker", "mediumId", "softId", "softMvaId")) {
            written.put("MMuon_" + flag, new Written.Levels(0, 1));
        }
        return within(-1, 1, "MMuon_softMva");
    }

    private FileColumns within(double low, double high, String... names) {
        for (String name : names) {
            written.put(name, new Written.Within(low, high));
        }
        return this;
    }

    private FileColumns logarithm(double shift, String... names) {
        for (String name : names) {
            scales.put(name, new FileScale.Logarithm(shift));
        }
        return this;
    }

    /** Logarithms of values above 0. */
    private FileColumns positive(double shift, String... names) {
        return logarithm(shift, names).within(Math.log(shift), Double.POSITIVE_INFINITY, names);
    }

    private FileColumns angle(double scale, double centre, String name) {
        scales.put(name, new FileScale.Arctangent(scale, centre));
        return within(-MAX_ANGLE, MAX_ANGLE, name);
    }
}
