package flashflow.toy;

import static flashflow.toy.MuonColumns.CHARGE;
import static flashflow.toy.MuonColumns.DXY;
import static flashflow.toy.MuonColumns.DXY_ERR;
import static flashflow.toy.MuonColumns.DZ;
import static flashflow.toy.MuonColumns.DZ_ERR;
import static flashflow.toy.MuonColumns.ETA_MINUS_GEN;
import static flashflow.toy.MuonColumns.IP3D;
import static flashflow.toy.MuonColumns.PT;
import static flashflow.toy.MuonColumns.PT_RATIO;
import static flashflow.toy.MuonColumns.forwardness;
import static flashflow.toy.MuonColumns.logPt;
import static flashflow.toy.MuonColumns.prompt;

/**
 * Densities of a muon's track. Residuals and impact parameters are arctangents, errors are logarithms: see FlashSim's
 * preprocessing of muons. Multiple scattering makes soft and forward tracks worse.
 */
final class MuonTrack {
    private MuonTrack() {}

    /** Factor 0.6 to 2.2 by which a track is worse than a central one of high momentum. */
    private static double scattering(ToyRow muon) {
        return 0.6 + 0.9 * Shapes.sigmoid(-1.3 * logPt(muon)) + 0.7 * forwardness(muon);
    }

    static Density etaMinusGen(ToyRow muon) {
        return new ExpTailGaussian(0, 0.035 * scattering(muon), 1.6, 1.6);
    }

    /** The magnet bends the two charges apart. */
    static Density phiMinusGen(ToyRow muon) {
        double width = 0.02 * scattering(muon);
        return new ExpTailGaussian(0.5 * width * muon.at(CHARGE), width, 1.6, 1.6);
    }

    static Density ptRatio(ToyRow muon) {
        double pull = muon.at(ETA_MINUS_GEN) / 0.05;
        double width = 0.1 + 0.1 * forwardness(muon) + 0.02 * logPt(muon) + 0.03 * pull * pull / (2 + pull * pull);
        return new ExpTailGaussian(-0.02, width, 1.4, 1.7);
    }

    static Density dxy(ToyRow muon) {
        double width = 0.1 + 0.12 * scattering(muon);
        var near = new ExpTailGaussian(0, width, 2, 2);
        return Mixture.either(near(muon), near, new Gaussian(0, 0.4));
    }

    private static double near(ToyRow muon) {
        return 0.35 + 0.6 * prompt(muon);
    }

    static Density dxyErr(ToyRow muon) {
        double mode = 0.0012 + 0.0016 * scattering(muon);
        return new SplitGaussian(mode, 0.0003, 0.0006);
    }

    /** Muons far from the vertex across the beam are far from it along the beam too. */
    static Density dz(ToyRow muon) {
        double across = muon.at(DXY) * muon.at(DXY);
        double width = 0.1 + 0.06 * scattering(muon) + 0.18 * across / (0.1 + across);
        return new ExpTailGaussian(0, width, 2.5, 2.5);
    }

    static Density dzErr(ToyRow muon) {
        double pull = muon.at(DXY_ERR) / 0.003 - 1;
        return new SplitGaussian(-5.6 + 0.4 * pull + 0.9 * forwardness(muon), 0.1, 0.18);
    }

    /** Nearly the distance that dxy and dz give together. */
    static Density ip3d(ToyRow muon) {
        double square = muon.at(DXY) * muon.at(DXY) + 2 * muon.at(DZ) * muon.at(DZ);
        return new Gaussian(-4 + 0.5 * Math.log(0.02 + square), 0.14);
    }

    static Density ptErr(ToyRow muon) {
        double pull = Math.abs(muon.at(PT_RATIO));
        double mean = muon.at(PT) - 4.5 + 0.7 * forwardness(muon) + 0.4 * pull;
        return new SplitGaussian(mean, 0.1, 0.2);
    }

    /** log(1 + ip3d / error), with the error along the beam as the larger part of it. */
    static Density sip3d(ToyRow muon) {
        double log = muon.at(IP3D) - 0.6 * (muon.at(DZ_ERR) + 5.4) - 250 * (muon.at(DXY_ERR) - 0.003) + 5.6;
        return new SplitGaussian(Math.log1p(Math.exp(log)), 0.1, 0.14);
    }
}
