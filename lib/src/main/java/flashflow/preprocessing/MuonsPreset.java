package flashflow.preprocessing;

import flashflow.data.ColumnLayout;

/** FlashSim's chain for muons (preprocessing/muons_preprocessing.py of the FlashSim project). */
final class MuonsPreset {
    private static final double ISOLATION_SHIFT = 1e-5;

    private MuonsPreset() {}

    static Preprocessing preprocessing() {
        return isolation(flags(track(context(Preprocessing.none(ColumnLayout.muons())))));
    }

    /** Energies over several decades: logarithms; log1p where 0 occurs. */
    private static Preprocessing context(Preprocessing p) {
        return p.with("MGenMuon_pt", new Log(0))
                .with("Pileup_sumEOOT", new Log(0))
                .with("MClosestJet_pt", new Log1p())
                .with("MClosestJet_mass", new Log1p())
                .with("Pileup_sumLOOT", new Log1p());
    }

    /** Residuals are narrow peaks on long tails: atan; their errors are positive over decades: logarithms. */
    private static Preprocessing track(Preprocessing p) {
        return p.with("MMuon_etaMinusGen", new Atan(100, 0))
                .with("MMuon_phiMinusGen", new Atan(80, 0))
                .with("MMuon_ptRatio", new Atan(10, 1))
                .with("MMuon_dxy", new Atan(150, 0))
                .with("MMuon_dxyErr", Clip.above(1), new Log1p())
                .with("MMuon_dz", new Clip(-20, 20), new Atan(50, 0))
                .with("MMuon_dzErr", Clip.above(1), new Log(0.001))
                .with("MMuon_ip3d", Clip.above(1), new Log(0.001))
                .with("MMuon_ptErr", Clip.above(300), new Log(0.001))
                .with("MMuon_sip3d", Clip.above(1000), new Log1p());
    }

    /** Yes or no. */
    private static Preprocessing flags(Preprocessing p) {
        var yesOrNo = Dequantise.gaussian(0.1, 0, 1);
        return p.with("MMuon_isGlobal", yesOrNo)
                .with("MMuon_isPFcand", yesOrNo)
                .with("MMuon_isTracker", yesOrNo)
                .with("MMuon_mediumId", yesOrNo)
                .with("MMuon_softId", yesOrNo)
                .with("MMuon_softMvaId", yesOrNo);
    }

    /** Many muons are perfectly isolated, exactly 0: that peak becomes a gaussian where its logarithm lies. */
    private static Preprocessing isolation(Preprocessing p) {
        return p.with("MMuon_jetPtRelv2", Clip.above(200), new Log(0.001), new Spike(-4, -6.9, 1, Math.log(0.001)))
                .with("MMuon_jetRelIso", Clip.above(100), new Log(0.08))
                .with("MMuon_pfRelIso03_all", isolationChain(100))
                .with("MMuon_pfRelIso03_chg", isolationChain(40))
                .with("MMuon_pfRelIso04_all", isolationChain(70));
    }

    private static Transform[] isolationChain(double highest) {
        var spike = new Spike(-7.5, -11.51, 1, Math.log(ISOLATION_SHIFT));
        return new Transform[] {Clip.above(highest), new Log(ISOLATION_SHIFT), spike};
    }
}
