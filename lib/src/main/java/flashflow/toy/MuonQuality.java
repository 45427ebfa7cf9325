package flashflow.toy;

import static flashflow.toy.MuonColumns.IS_GLOBAL;
import static flashflow.toy.MuonColumns.IS_PF;
import static flashflow.toy.MuonColumns.IS_TRACKER;
import static flashflow.toy.MuonColumns.MEDIUM_ID;
import static flashflow.toy.MuonColumns.SOFT_MVA;
import static flashflow.toy.MuonColumns.forwardness;
import static flashflow.toy.MuonColumns.logPt;
import static flashflow.toy.MuonColumns.prompt;
import static flashflow.toy.Shapes.sigmoid;

/** Densities of the identification flags, 0 or 1 with noise of width 0.1, and of the soft-muon score. */
final class MuonQuality {
    private MuonQuality() {}

    static Density isGlobal(ToyRow muon) {
        return Mixture.flag(sigmoid(1.6 + 1.2 * logPt(muon) - 0.6 * forwardness(muon)));
    }

    static Density isPf(ToyRow muon) {
        return Mixture.flag(sigmoid(0.4 + 2.6 * muon.at(IS_GLOBAL) + 0.5 * prompt(muon)));
    }

    static Density isTracker(ToyRow muon) {
        return Mixture.flag(sigmoid(2 + 1.2 * muon.at(IS_PF) - 0.5 * forwardness(muon)));
    }

    static Density mediumId(ToyRow muon) {
        return Mixture.flag(sigmoid(-5 + 4 * muon.at(IS_PF) + 2 * muon.at(IS_GLOBAL) + 1.5 * muon.at(IS_TRACKER)));
    }

    static Density softId(ToyRow muon) {
        return Mixture.flag(sigmoid(-3.5 + 3 * muon.at(MEDIUM_ID) + 2.5 * muon.at(IS_TRACKER)));
    }

    static Density softMva(ToyRow muon) {
        double good = -2 + 3 * muon.at(MEDIUM_ID) + 0.7 * prompt(muon) + 0.5 * logPt(muon);
        return Mixture.either(sigmoid(good), new SplitGaussian(0.75, 0.25, 0.08), new SplitGaussian(-0.6, 0.12, 0.35));
    }

    static Density softMvaId(ToyRow muon) {
        return Mixture.flag(sigmoid((muon.at(SOFT_MVA) - 0.3) / 0.15));
    }
}
