package flashflow.toy;

import flashflow.data.ColumnLayout;
import java.util.List;

/** Where the columns of a muon lie in its row, and smooth functions of its context. */
final class MuonColumns {
    private static final List<String> NAMES = ColumnLayout.muons().columns();

    static final int ETA = index("MGenMuon_eta");
    static final int PHI = index("MGenMuon_phi");
    static final int PT = index("MGenMuon_pt");
    static final int CHARGE = index("MGenMuon_charge");
    static final int FLAGS = index("MGenPart_statusFlags0");
    static final int JET = index("MClosestJet_dr");
    static final int JET_PT = index("MClosestJet_pt");
    static final int JET_MASS = index("MClosestJet_mass");
    static final int PILEUP = index("Pileup_gpudensity");
    static final int VERTICES = index("Pileup_nPU");
    static final int EARLY = index("Pileup_sumEOOT");
    static final int LATE = index("Pileup_sumLOOT");

    static final int ETA_MINUS_GEN = index("MMuon_etaMinusGen");
    static final int PHI_MINUS_GEN = index("MMuon_phiMinusGen");
    static final int PT_RATIO = index("MMuon_ptRatio");
    static final int DXY = index("MMuon_dxy");
    static final int DXY_ERR = index("MMuon_dxyErr");
    static final int DZ = index("MMuon_dz");
    static final int DZ_ERR = index("MMuon_dzErr");
    static final int IP3D = index("MMuon_ip3d");
    static final int IS_GLOBAL = index("MMuon_isGlobal");
    static final int IS_PF = index("MMuon_isPFcand");
    static final int IS_TRACKER = index("MMuon_isTracker");
    static final int JET_PT_REL = index("MMuon_jetPtRelv2");
    static final int JET_REL_ISO = index("MMuon_jetRelIso");
    static final int MEDIUM_ID = index("MMuon_mediumId");
    static final int ISO03_ALL = index("MMuon_pfRelIso03_all");
    static final int ISO03_CHG = index("MMuon_pfRelIso03_chg");
    static final int ISO04_ALL = index("MMuon_pfRelIso04_all");
    static final int PT_ERR = index("MMuon_ptErr");
    static final int SIP3D = index("MMuon_sip3d");
    static final int SOFT_ID = index("MMuon_softId");
    static final int SOFT_MVA = index("MMuon_softMva");
    static final int SOFT_MVA_ID = index("MMuon_softMvaId");

    private MuonColumns() {}

    private static int index(String name) {
        return NAMES.indexOf(name);
    }

    /** log(pT / GeV), less 3: about 0 for the median muon. */
    static double logPt(ToyRow muon) {
        return muon.at(PT) - 3;
    }

    /** 0 in the barrel, 1 at the end of the endcaps. */
    static double forwardness(ToyRow muon) {
        return muon.at(ETA) * muon.at(ETA) / (MuonContext.MAX_ETA * MuonContext.MAX_ETA);
    }

    /** 1 for muons of W and Z decays. */
    static double prompt(ToyRow muon) {
        return muon.at(FLAGS);
    }

    static boolean inJet(ToyRow muon) {
        return muon.at(JET_PT) > 0;
    }

    /** Pile-up vertices, from about -1 to 2. */
    static double crowd(ToyRow muon) {
        return (muon.at(VERTICES) - 30) / 20;
    }
}
