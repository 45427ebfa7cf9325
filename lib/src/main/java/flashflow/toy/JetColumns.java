package flashflow.toy;

import flashflow.data.ColumnLayout;
import java.util.List;

/** Where the columns of a jet lie in its row, and smooth functions of its context. */
final class JetColumns {
    private static final List<String> NAMES = ColumnLayout.jets().columns();

    static final int MUON1 = index("MClosestMuon_dr");
    static final int MUON1_PT = index("MClosestMuon_pt");
    static final int MUON2 = index("MSecondClosestMuon_dr");
    static final int ETA = index("MGenJet_eta");
    static final int MASS = index("MGenJet_mass");
    static final int PHI = index("MGenJet_phi");
    static final int PT = index("MGenJet_pt");
    static final int PARTON = index("MGenJet_partonFlavour");
    static final int HADRON = index("MGenJet_hadronFlavour");
    static final int CMVA = index("MJet_btagCMVA");
    static final int CSV = index("MJet_btagCSVV2");
    static final int DEEP_B = index("MJet_btagDeepB");
    static final int DEEP_C = index("MJet_btagDeepC");
    static final int FLAV_B = index("MJet_btagDeepFlavB");
    static final int FLAV_C = index("MJet_btagDeepFlavC");
    static final int ETA_MINUS_GEN = index("MJet_etaMinusGen");
    static final int B_REG = index("MJet_bRegCorr");
    static final int MASS_RATIO = index("MJet_massRatio");
    static final int CONSTITUENTS = index("MJet_nConstituents");
    static final int PT_RATIO = index("MJet_ptRatio");
    static final int QGL = index("MJet_qgl");
    static final int MU_EF = index("MJet_muEF");
    static final int PU_ID = index("MJet_puId");
    static final int JET_ID = index("MJet_jetId");

    private JetColumns() {}

    private static int index(String name) {
        return NAMES.indexOf(name);
    }

    /** Near 1 for soft jets, 0 for hard ones: 60 / (pT + 60 GeV). */
    static double softness(ToyRow jet) {
        return 60 / (jet.at(PT) + 60);
    }

    /** 0 in the centre, 1 at the edge of acceptance. */
    static double forwardness(ToyRow jet) {
        return jet.at(ETA) * jet.at(ETA) / (JetContext.MAX_ETA * JetContext.MAX_ETA);
    }

    /** Share of the closest muon in the jet, 0 without one. */
    static double muonShare(ToyRow jet) {
        return jet.at(MUON1_PT) / (jet.at(MUON1_PT) + 0.6 * jet.at(PT));
    }

    static boolean hasMuon(ToyRow jet) {
        return jet.at(MUON1_PT) > 0;
    }

    static boolean isGluon(ToyRow jet) {
        return jet.at(PARTON) == 21;
    }

    /** One of three values, by hadron flavour. */
    static double byFlavour(ToyRow jet, double light, double charm, double bottom) {
        double hadron = jet.at(HADRON);
        return hadron == 5 ? bottom : hadron == 4 ? charm : light;
    }
}
