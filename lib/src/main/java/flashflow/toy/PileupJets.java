package flashflow.toy;

import flashflow.data.ColumnLayout;
import flashflow.random.RandomStream;
import java.util.List;

/**
 * Jets of pile-up, which no generated jet belongs to: soft, forward, badly tagged, more of them where there are more vertices. Context is
 * the event's. In training form momentum and mass are logarithms.
 */
final class PileupJets extends AutoregressiveToy {
    /** End of the calorimeter. */
    static final double MAX_ETA = 4.7;

    private static final ColumnLayout LAYOUT = new ColumnLayout(
            List.of(
                    "nGenJet",
                    "GenJet_HT",
                    "Pileup_gpudensity",
                    "Pileup_nPU",
                    "Pileup_nTrueInt",
                    "Pileup_pudensity",
                    "Pileup_sumEOOT",
                    "Pileup_sumLOOT"),
            List.of(
                    "Jet_pt",
                    "Jet_eta",
                    "Jet_phi",
                    "Jet_mass",
                    "Jet_area",
                    "Jet_btagCMVA",
                    "Jet_btagCSVV2",
                    "Jet_btagDeepB",
                    "Jet_btagDeepC",
                    "Jet_btagDeepFlavB",
                    "Jet_btagDeepFlavC",
                    "Jet_bRegCorr",
                    "Jet_nConstituents",
                    "Jet_qgl",
                    "Jet_muEF",
                    "Jet_puId",
                    "Jet_jetId"));

    private static final int GENERATED = LAYOUT.columns().indexOf("nGenJet");
    private static final int HT = LAYOUT.columns().indexOf("GenJet_HT");
    private static final int DENSITY = LAYOUT.columns().indexOf("Pileup_gpudensity");
    private static final int VERTICES = LAYOUT.columns().indexOf("Pileup_nPU");
    private static final int PT = LAYOUT.columns().indexOf("Jet_pt");
    private static final int ETA = LAYOUT.columns().indexOf("Jet_eta");
    private static final int MASS = LAYOUT.columns().indexOf("Jet_mass");
    private static final int CSV = LAYOUT.columns().indexOf("Jet_btagCSVV2");
    private static final int DEEP_B = LAYOUT.columns().indexOf("Jet_btagDeepB");
    private static final int DEEP_C = LAYOUT.columns().indexOf("Jet_btagDeepC");
    private static final int CONSTITUENTS = LAYOUT.columns().indexOf("Jet_nConstituents");
    private static final int QGL = LAYOUT.columns().indexOf("Jet_qgl");
    private static final int PU_ID = LAYOUT.columns().indexOf("Jet_puId");
    private static final int JET_ID = LAYOUT.columns().indexOf("Jet_jetId");

    PileupJets() {
        super(
                LAYOUT,
                List.of(
                        PileupJets::pt,
                        PileupJets::eta,
                        jet -> Uniform.ROUND,
                        PileupJets::mass,
                        jet -> new SplitGaussian(0.48, 0.04, 0.06),
                        jet -> new SplitGaussian(-0.7, 0.1, 0.25),
                        jet -> failing(0.2, new SplitGaussian(0.15, 0.05, 0.15)),
                        jet -> after(jet, CSV, new SplitGaussian(0.1, 0.03, 0.1)),
                        jet -> after(jet, DEEP_B, new SplitGaussian(0.12, 0.04, 0.12)),
                        jet -> new SplitGaussian(0.07, 0.02, 0.06),
                        jet -> new SplitGaussian(0.08, 0.025, 0.1),
                        jet -> new Gaussian(1.02 + 0.02 * forwardness(jet), 0.08),
                        PileupJets::constituents,
                        PileupJets::qgl,
                        jet -> new Gaussian(0.03, 0.012),
                        PileupJets::puId,
                        jet -> Mixture.levels(new double[] {-3 + 1.5 * forwardness(jet), -3, 0}, 0, 2, 6)));
    }

    /** A falling spectrum from some 15 GeV on, a little harder in busy events. */
    private static Density pt(ToyRow jet) {
        double busy = 0.1 * jet.at(HT) / (jet.at(HT) + 300) + 0.01 * jet.at(GENERATED);
        return new SplitGaussian(2.9 + 0.1 * crowd(jet) + busy, 0.09, 0.26 + 0.05 * busy);
    }

    /** Where the tracker ends, pile-up is no longer told from the rest. */
    private static Density eta(ToyRow jet) {
        double central = 0.3 - 0.4 * (jet.at(PT) - 3);
        var forward = Mixture.either(0.5, new Gaussian(-2.8, 0.5), new Gaussian(2.8, 0.5));
        return Mixture.either(1 - Shapes.sigmoid(central), forward, new Gaussian(0, 1.4));
    }

    private static Density mass(ToyRow jet) {
        return new Gaussian(jet.at(PT) - 1.9 + 0.3 * (jet.at(DENSITY) - 1.3), 0.25);
    }

    private static Density failing(double share, Density score) {
        return Mixture.either(share, new Gaussian(JetTaggers.FAILED, JetTaggers.FAILED_WIDTH), score);
    }

    /** Taggers fail together. */
    private static Density after(ToyRow jet, int before, Density score) {
        double failed = Shapes.sigmoid((JetTaggers.FAILED_BELOW - jet.at(before)) / 0.01);
        return failing(0.01 + 0.95 * failed, score);
    }

    private static Density constituents(ToyRow jet) {
        return new SplitGaussian(9 + 6 * (jet.at(MASS) - jet.at(PT) + 1.9) + 2 * crowd(jet), 2.5, 4);
    }

    private static Density qgl(ToyRow jet) {
        double mode = Shapes.clamp(0.5 - 0.02 * (jet.at(CONSTITUENTS) - 10), 0.2, 0.7);
        return failing(0.1, new SplitGaussian(mode, 0.2, 0.25));
    }

    private static Density puId(ToyRow jet) {
        double real = -1.5 + 1.2 * (jet.at(PT) - 3) + forwardness(jet);
        return Mixture.levels(new double[] {0.5, real, real, real + 0.3}, 0, 4, 6, 7);
    }

    /** Vertices, from about -1 to 2. */
    private static double crowd(ToyRow jet) {
        return (jet.at(VERTICES) - 30) / 20;
    }

    private static double forwardness(ToyRow jet) {
        return jet.at(ETA) * jet.at(ETA) / (MAX_ETA * MAX_ETA);
    }

    @Override
    void drawContext(RandomStream random, ToyRow jet) {
        double mean = 32 + Shapes.truncatedNormal(random, 11, 26);
        double generated = 1 + random.below(6);
        jet.set(GENERATED, generated);
        jet.set(HT, 25 * generated + 100 * random.exponential());
        jet.set(DENSITY, mean * (0.04 + 0.008 * random.gaussian()));
        jet.set(VERTICES, Math.max(1, Math.rint(mean + Math.sqrt(mean) * random.gaussian())));
        jet.set(VERTICES + 1, mean);
        jet.set(VERTICES + 2, mean * (0.05 + 0.01 * random.gaussian()));
        jet.set(VERTICES + 3, Math.rint(10 * mean));
        jet.set(VERTICES + 4, Math.rint(2 * mean));
    }

    @Override
    void makeRaw(ToyRow jet) {
        jet.set(PT, Math.exp(jet.at(PT)));
        jet.set(MASS, Math.exp(jet.at(MASS)));
        failed(jet, CSV, -10);
        failed(jet, DEEP_B, -1);
        failed(jet, DEEP_C, -1);
        failed(jet, QGL, -1);
        jet.set(CONSTITUENTS, Math.max(1, Math.rint(jet.at(CONSTITUENTS))));
        jet.set(PU_ID, Shapes.nearest((float) jet.at(PU_ID), 0, 4, 6, 7));
        jet.set(JET_ID, Shapes.nearest((float) jet.at(JET_ID), 0, 2, 6));
    }

    private static void failed(ToyRow jet, int column, double failed) {
        if (jet.at(column) < JetTaggers.FAILED_BELOW) {
            jet.set(column, failed);
        }
    }
}
