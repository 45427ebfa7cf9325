package flashflow.toy;

import static flashflow.toy.MuonColumns.ISO03_ALL;
import static flashflow.toy.MuonColumns.ISO03_CHG;
import static flashflow.toy.MuonColumns.JET_PT;
import static flashflow.toy.MuonColumns.JET_PT_REL;
import static flashflow.toy.MuonColumns.JET_REL_ISO;
import static flashflow.toy.MuonColumns.PT;
import static flashflow.toy.MuonColumns.crowd;
import static flashflow.toy.MuonColumns.inJet;
import static flashflow.toy.MuonColumns.logPt;
import static flashflow.toy.MuonColumns.prompt;
import static flashflow.toy.Shapes.sigmoid;

/**
 * Densities of what lies around a muon, all logarithms. Exact zeros of the detector are Gaussians of their own, as in
 * FlashSim's preprocessing.
 */
final class MuonIsolation {
    /** Isolations below this are zeros of the detector (FlashSim). */
    static final double NO_ISO_BELOW = -7.5;
    /** jetPtRelv2 below this is a zero of the detector (FlashSim). */
    static final double NO_JET_BELOW = -4;

    private static final Density NO_ISO = new Gaussian(-11.51, 1);
    private static final Density NO_JET = new Gaussian(-6.9, 1);

    private MuonIsolation() {}

    static Density jetPtRel(ToyRow muon) {
        double mode = inJet(muon) ? 0.6 + 0.25 * logPt(muon) : 1.3 + 0.2 * logPt(muon);
        return Mixture.either(inJet(muon) ? 0.06 : 0.45, NO_JET, new SplitGaussian(mode, 0.8, 0.4));
    }

    static Density jetRelIso(ToyRow muon) {
        double jet = inJet(muon) ? muon.at(JET_PT) - muon.at(PT) : -0.8;
        double aside = sigmoid(2 * (muon.at(JET_PT_REL) - NO_JET_BELOW));
        return new SplitGaussian(-2.1 + 0.7 * (jet + 0.8) + 0.5 * aside, 0.2, 0.5);
    }

    static Density iso03All(ToyRow muon) {
        double none = -2.2 + 1.8 * prompt(muon) - 0.8 * crowd(muon) - 0.8 * (muon.at(JET_REL_ISO) + 1.5);
        double mode = -3 + 0.8 * (muon.at(JET_REL_ISO) + 1.5) - 0.4 * logPt(muon) + 0.2 * crowd(muon);
        return Mixture.either(sigmoid(none), NO_ISO, new SplitGaussian(mode, 0.8, 0.6));
    }

    /** Nothing charged where there is nothing at all. */
    static Density iso03Charged(ToyRow muon) {
        double all = muon.at(ISO03_ALL);
        double some = something(all);
        double none = 0.97 - some * (0.97 - sigmoid(-1.5 - 0.7 * (all + 3)));
        return Mixture.either(none, NO_ISO, new SplitGaussian(-0.7 + 0.9 * visible(all), 0.6, 0.3));
    }

    static Density iso04All(ToyRow muon) {
        double all = muon.at(ISO03_ALL);
        double charged = something(muon.at(ISO03_CHG));
        double none = 0.7 - 0.68 * something(all);
        double mode = 0.2 + 0.1 * charged + 0.95 * visible(all);
        return Mixture.either(none, NO_ISO, new SplitGaussian(mode, 0.2, 0.4));
    }

    /** 0 in the peak of zeros, 1 above it; the two are well apart, the step lies in the gap. */
    private static double something(double iso) {
        return sigmoid(4 * (iso - NO_ISO_BELOW));
    }

    /** The isolation itself, levelling off at -4.5 towards the peak of zeros. */
    private static double visible(double iso) {
        return -4.5 + Math.log1p(Math.exp(iso + 4.5));
    }
}
