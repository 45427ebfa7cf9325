package flashflow.toy;

import static flashflow.toy.JetColumns.B_REG;
import static flashflow.toy.JetColumns.ETA_MINUS_GEN;
import static flashflow.toy.JetColumns.MASS_RATIO;
import static flashflow.toy.JetColumns.PT_RATIO;
import static flashflow.toy.JetColumns.PU_ID;
import static flashflow.toy.JetColumns.byFlavour;
import static flashflow.toy.JetColumns.forwardness;
import static flashflow.toy.JetColumns.hasMuon;
import static flashflow.toy.JetColumns.isGluon;
import static flashflow.toy.JetColumns.muonShare;
import static flashflow.toy.JetColumns.softness;

/** Densities of a jet's size, direction, energy and quality: the resolution improves with pT. */
final class JetResponse {
    private JetResponse() {}

    static Density area(ToyRow jet) {
        double soft = softness(jet);
        return new SplitGaussian(0.48 + 0.03 * forwardness(jet), 0.02 + 0.02 * soft, 0.03 + 0.03 * soft);
    }

    static Density etaMinusGen(ToyRow jet) {
        return new ExpTailGaussian(0, etaWidth(jet), 1.5, 1.5);
    }

    private static double etaWidth(ToyRow jet) {
        return 0.008 + 0.045 * softness(jet) * softness(jet);
    }

    static Density bRegCorr(ToyRow jet) {
        double soft = softness(jet);
        double mean = 0.98 + byFlavour(jet, 0, 0.04, 0.1) + 0.06 * soft + 0.25 * muonShare(jet);
        return new ExpTailGaussian(mean, 0.05 + 0.08 * soft, 2, 1.2);
    }

    static Density massRatio(ToyRow jet) {
        double soft = softness(jet);
        double mode = 0.95 + 0.1 * soft + (isGluon(jet) ? 0.04 : 0);
        return new SplitGaussian(mode, 0.09 + 0.13 * soft, 0.14 + 0.25 * soft);
    }

    /** A whole number in a raw file; smooth here, rounded by the raw view. */
    static Density constituents(ToyRow jet) {
        double hard = 1 - softness(jet);
        double mode = 8 + (isGluon(jet) ? 30 : 20) * hard + 6 * (jet.at(MASS_RATIO) - 1);
        return new SplitGaussian(mode, 2.3 + 2.5 * hard, 2.8 + 4 * hard);
    }

    /** Jets measured badly in eta are measured badly in phi. */
    static Density phiMinusGen(ToyRow jet) {
        double pull = jet.at(ETA_MINUS_GEN) / etaWidth(jet);
        double width = 0.008 + 0.055 * softness(jet) * softness(jet);
        return new ExpTailGaussian(0, width * (1 + 0.4 * pull * pull / (2 + pull * pull)), 1.5, 1.5);
    }

    /** Heavier than generated means harder than generated; a muon takes its neutrino's energy away. */
    static Density ptRatio(ToyRow jet) {
        double soft = softness(jet);
        double mean = 1 + 0.06 * soft + 0.4 * (jet.at(MASS_RATIO) - 1) - 0.4 * (jet.at(B_REG) - 1);
        return new ExpTailGaussian(mean - 0.15 * muonShare(jet), 0.03 + 0.14 * soft, 1.3, 1.8);
    }

    static Density muEF(ToyRow jet) {
        double share = muonShare(jet);
        return new Gaussian(0.04 + 0.8 * share, hasMuon(jet) ? 0.02 + 0.08 * share : 0.012);
    }

    static Density puId(ToyRow jet) {
        double soft = softness(jet);
        double pileUp = -3.5 + 2.5 * soft + forwardness(jet) - 2 * (jet.at(PT_RATIO) - 1);
        return Mixture.levels(new double[] {pileUp, -3.2 + soft, -2.8 + soft, 0}, 0, 4, 6, 7);
    }

    static Density jetId(ToyRow jet) {
        double bad = -3.5 + forwardness(jet) + softness(jet) - 0.2 * (jet.at(PU_ID) - 6);
        return Mixture.levels(new double[] {bad, -3.5 + forwardness(jet), 0}, 0, 2, 6);
    }
}
