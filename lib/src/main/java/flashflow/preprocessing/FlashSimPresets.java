package flashflow.preprocessing;

import flashflow.data.ColumnLayout;
import flashflow.preprocessing.transforms.Atan;
import flashflow.preprocessing.transforms.Clip;
import flashflow.preprocessing.transforms.Collapse;
import flashflow.preprocessing.transforms.Dequantise;
import flashflow.preprocessing.transforms.Log;
import flashflow.preprocessing.transforms.Log1p;
import flashflow.preprocessing.transforms.Spike;

/**
 * FlashSim's chains for jets and muons (preprocessing/jets_preprocessing.py and muons_preprocessing.py of the FlashSim
 * project). Columns that are not in these tables stay as they are.
 */
final class FlashSimPresets {
    private static final String FAILED = "failed taggers are negative in several ways (-1, -2, -10): one value below 0";
    private static final double ANY = Double.POSITIVE_INFINITY;
    private static final String DECADES = "positive, over several decades";
    private static final String WITH_ZERO = "over several decades, and 0 occurs";
    private static final String PEAK = "a narrow peak on long tails";
    private static final String ISOLATED = "many muons are isolated, exactly 0: their peak becomes a gaussian";
    private static final String YES_OR_NO = "yes or no";

    private FlashSimPresets() {}

    /** No scaling at all, tails saturated, failed taggers gathered, two ids dequantised. */
    static Preprocessing jets(String judgeOfCsvv2, String judgeOfDeepC) {
        return Preprocessing.none(ColumnLayout.jets())
                .with("MJet_massRatio", "the tail beyond is not worth bins", new Clip(0, 7))
                .with("MJet_ptRatio", "the tail beyond is not worth bins", new Clip(0, 3))
                .with("MJet_btagDeepB", FAILED, Collapse.below(0, -0.1))
                .with("MJet_btagCSVV2", FAILED, judgedBy(judgeOfCsvv2, "MJet_btagCSVV2"))
                .with("MJet_btagDeepC", FAILED, judgedBy(judgeOfDeepC, "MJet_btagDeepC"))
                .with("MJet_qgl", "not computed is negative", Collapse.below(0, -0.1))
                .with("MJet_jetId", "bits: 2 tight, 4 lepton veto", Dequantise.gaussian(0.1, 0, 2, 6))
                .with("MJet_puId", "bits: 4 loose, 2 medium, 1 tight", Dequantise.gaussian(0.1, 0, 4, 6, 7));
    }

    private static Collapse judgedBy(String judge, String column) {
        return new Collapse(0, -0.1, judge.equals(column) ? "" : judge);
    }

    /** Errors and significances are positive, and no peak lies at 0 that drawing again could distort. */
    static Preprocessing muons() {
        return positive(flags(targets(context(Preprocessing.none(ColumnLayout.muons())))));
    }

    private static Preprocessing context(Preprocessing p) {
        return p.with("MGenMuon_pt", DECADES, new Log(0))
                .with("MClosestJet_pt", WITH_ZERO, new Log1p())
                .with("MClosestJet_mass", WITH_ZERO, new Log1p())
                .with("Pileup_sumEOOT", DECADES, new Log(0))
                .with("Pileup_sumLOOT", WITH_ZERO, new Log1p());
    }

    private static Preprocessing targets(Preprocessing p) {
        return p.with("MMuon_etaMinusGen", PEAK, new Atan(100, 0))
                .with("MMuon_phiMinusGen", PEAK, new Atan(80, 0))
                .with("MMuon_ptRatio", PEAK, new Atan(10, 1))
                .with("MMuon_dxy", PEAK, new Atan(150, 0))
                .with("MMuon_dxyErr", DECADES, Clip.above(1), new Log1p())
                .with("MMuon_dz", PEAK, new Clip(-20, 20), new Atan(50, 0))
                .with("MMuon_dzErr", DECADES, Clip.above(1), new Log(0.001))
                .with("MMuon_ip3d", DECADES, Clip.above(1), new Log(0.001))
                .with("MMuon_jetPtRelv2", ISOLATED, Clip.above(200), new Log(0.001), spike(-4, -6.9, 0.001))
                .with("MMuon_jetRelIso", WITH_ZERO, Clip.above(100), new Log(0.08))
                .with("MMuon_pfRelIso03_all", ISOLATED, Clip.above(100), new Log(1e-5), spike(-7.5, -11.51, 1e-5))
                .with("MMuon_pfRelIso03_chg", ISOLATED, Clip.above(40), new Log(1e-5), spike(-7.5, -11.51, 1e-5))
                .with("MMuon_pfRelIso04_all", ISOLATED, Clip.above(70), new Log(1e-5), spike(-7.5, -11.51, 1e-5))
                .with("MMuon_ptErr", DECADES, Clip.above(300), new Log(0.001))
                .with("MMuon_sip3d", DECADES, Clip.above(1000), new Log1p());
    }

    private static Preprocessing flags(Preprocessing p) {
        var noise = Dequantise.gaussian(0.1, 0, 1);
        return p.with("MMuon_isGlobal", YES_OR_NO, noise)
                .with("MMuon_isPFcand", YES_OR_NO, noise)
                .with("MMuon_isTracker", YES_OR_NO, noise)
                .with("MMuon_mediumId", YES_OR_NO, noise)
                .with("MMuon_softId", YES_OR_NO, noise)
                .with("MMuon_softMvaId", YES_OR_NO, noise);
    }

    private static Preprocessing positive(Preprocessing p) {
        return p.within("MMuon_dxyErr", 0, ANY)
                .within("MMuon_dzErr", 0, ANY)
                .within("MMuon_ip3d", 0, ANY)
                .within("MMuon_ptErr", 0, ANY)
                .within("MMuon_sip3d", 0, ANY);
    }

    /** The inverse gives back 0, whose logarithm was log(shift). */
    private static Spike spike(double threshold, double mean, double shift) {
        return new Spike(threshold, mean, 1, Math.log(shift));
    }
}
