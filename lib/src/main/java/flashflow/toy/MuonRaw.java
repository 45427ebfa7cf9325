package flashflow.toy;

import static flashflow.toy.MuonColumns.EARLY;
import static flashflow.toy.MuonColumns.JET_MASS;
import static flashflow.toy.MuonColumns.JET_PT;
import static flashflow.toy.MuonColumns.LATE;
import static flashflow.toy.MuonColumns.PT;

import java.util.List;

/** Undoes FlashSim's preprocessing of muons: physical units, exact zeros, flags that are 0 or 1. */
final class MuonRaw {
    /** The arctangents of real residuals end here: 33 times the scale of the column. */
    private static final double MAX_ANGLE = 1.54;

    private MuonRaw() {}

    static void make(ToyRow muon) {
        makeContext(muon);
        makeAngles(muon);
        makeLogarithms(muon);
        makeIsolations(muon);
        muon.set(MuonColumns.SOFT_MVA, Shapes.clamp(muon.at(MuonColumns.SOFT_MVA), -1, 1));
        for (int flag : List.of(
                MuonColumns.IS_GLOBAL,
                MuonColumns.IS_PF,
                MuonColumns.IS_TRACKER,
                MuonColumns.MEDIUM_ID,
                MuonColumns.SOFT_ID,
                MuonColumns.SOFT_MVA_ID)) {
            muon.set(flag, Shapes.nearest((float) muon.at(flag), 0, 1));
        }
    }

    private static void makeContext(ToyRow muon) {
        muon.set(PT, Math.exp(muon.at(PT)));
        muon.set(EARLY, Math.rint(Math.exp(muon.at(EARLY))));
        muon.set(LATE, Math.rint(Math.expm1(muon.at(LATE))));
        muon.set(JET_PT, Math.expm1(muon.at(JET_PT)));
        muon.set(JET_MASS, Math.expm1(muon.at(JET_MASS)));
    }

    private static void makeAngles(ToyRow muon) {
        angle(muon, MuonColumns.ETA_MINUS_GEN, 100, 0);
        angle(muon, MuonColumns.PHI_MINUS_GEN, 80, 0);
        angle(muon, MuonColumns.PT_RATIO, 10, 1);
        angle(muon, MuonColumns.DXY, 150, 0);
        angle(muon, MuonColumns.DZ, 50, 0);
        muon.set(MuonColumns.PT_RATIO, Math.max(0, muon.at(MuonColumns.PT_RATIO)));
    }

    private static void makeLogarithms(ToyRow muon) {
        for (int column : List.of(MuonColumns.DXY_ERR, MuonColumns.SIP3D)) {
            muon.set(column, Math.max(0, Math.expm1(muon.at(column))));
        }
        for (int column : List.of(MuonColumns.DZ_ERR, MuonColumns.IP3D, MuonColumns.PT_ERR)) {
            exponential(muon, column, 0.001);
        }
        exponential(muon, MuonColumns.JET_REL_ISO, 0.08);
    }

    private static void makeIsolations(ToyRow muon) {
        zeroBelow(muon, MuonColumns.JET_PT_REL, MuonIsolation.NO_JET_BELOW, 0.001);
        for (int column : List.of(MuonColumns.ISO03_ALL, MuonColumns.ISO03_CHG, MuonColumns.ISO04_ALL)) {
            zeroBelow(muon, column, MuonIsolation.NO_ISO_BELOW, 1e-5);
        }
    }

    private static void angle(ToyRow muon, int column, double scale, double centre) {
        muon.set(column, centre + Math.tan(Shapes.clamp(muon.at(column), -MAX_ANGLE, MAX_ANGLE)) / scale);
    }

    private static void exponential(ToyRow muon, int column, double shift) {
        muon.set(column, Math.max(0, Math.exp(muon.at(column)) - shift));
    }

    private static void zeroBelow(ToyRow muon, int column, double limit, double shift) {
        if (muon.at(column) <= limit) {
            muon.set(column, 0);
        } else {
            exponential(muon, column, shift);
        }
    }
}
