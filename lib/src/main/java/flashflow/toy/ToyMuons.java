package flashflow.toy;

import flashflow.data.ColumnLayout;
import flashflow.random.RandomStream;
import java.util.List;

/**
 * Muons of the toy detector: 30 context columns and 22 targets, {@link ColumnLayout#muons()}. In training form context
 * and targets are on the scales of FlashSim's preprocessing (logarithms, arctangents).
 */
public final class ToyMuons extends AutoregressiveToy {
    /** The muons; there are no settings. */
    public ToyMuons() {
        super(
                ColumnLayout.muons(),
                List.of(
                        MuonTrack::etaMinusGen,
                        MuonTrack::phiMinusGen,
                        MuonTrack::ptRatio,
                        MuonTrack::dxy,
                        MuonTrack::dxyErr,
                        MuonTrack::dz,
                        MuonTrack::dzErr,
                        MuonTrack::ip3d,
                        MuonQuality::isGlobal,
                        MuonQuality::isPf,
                        MuonQuality::isTracker,
                        MuonIsolation::jetPtRel,
                        MuonIsolation::jetRelIso,
                        MuonQuality::mediumId,
                        MuonIsolation::iso03All,
                        MuonIsolation::iso03Charged,
                        MuonIsolation::iso04All,
                        MuonTrack::ptErr,
                        MuonTrack::sip3d,
                        MuonQuality::softId,
                        MuonQuality::softMva,
                        MuonQuality::softMvaId));
    }

    @Override
    void drawContext(RandomStream random, ToyRow muon) {
        MuonContext.draw(random, muon);
    }

    @Override
    void makeRaw(ToyRow muon) {
        MuonRaw.make(muon);
    }
}
