package flashflow.toy;

import static flashflow.toy.MuonColumns.CHARGE;
import static flashflow.toy.MuonColumns.EARLY;
import static flashflow.toy.MuonColumns.ETA;
import static flashflow.toy.MuonColumns.FLAGS;
import static flashflow.toy.MuonColumns.JET;
import static flashflow.toy.MuonColumns.JET_MASS;
import static flashflow.toy.MuonColumns.JET_PT;
import static flashflow.toy.MuonColumns.LATE;
import static flashflow.toy.MuonColumns.PHI;
import static flashflow.toy.MuonColumns.PILEUP;
import static flashflow.toy.MuonColumns.PT;
import static flashflow.toy.MuonColumns.VERTICES;

import flashflow.random.RandomStream;
import java.util.List;

/** Draws generator-level muons of W, tau and hadron decays, with their closest jet and the event's pile-up. */
final class MuonContext {
    /** Acceptance in |eta|. */
    static final double MAX_ETA = 2.4;
    /** Value of dr, deta and dphi where no jet lies within the cone. */
    private static final double NO_JET = 0.5;

    private static final double CONE = 0.4;
    /** Status flags that are set for muons of W or Z, of a tau of W or Z, and of a hadron; the numbers are CMS's. */
    private static final List<List<Integer>> SOURCES =
            List.of(List.of(0, 7, 8, 11), List.of(2, 3, 4, 5, 9, 10), List.of(1, 6));

    private static final int FIRST_COPY = 12;
    private static final int LAST_COPY = 13;
    private static final int LAST_COPY_BEFORE_FSR = 14;

    private MuonContext() {}

    static void draw(RandomStream random, ToyRow muon) {
        int source = Shapes.pick(random, 0.55, 0.1, 0.35);
        drawKinematics(random, muon, source);
        drawFlags(random, muon, source);
        drawJet(random, muon, source);
        drawPileup(random, muon);
    }

    /** The transverse momentum is a logarithm, as everywhere in training form. */
    private static void drawKinematics(RandomStream random, ToyRow muon, int source) {
        double scale = new double[] {35, 18, 5}[source];
        double pt = 3 + scale * Math.pow(random.exponential(), source == 2 ? 1 : 0.7);
        muon.set(PT, Math.log(pt));
        muon.set(ETA, Shapes.truncatedNormal(random, 1.3, MAX_ETA));
        muon.set(PHI, random.uniform(-Math.PI, Math.PI));
        muon.set(CHARGE, random.uniform() < 0.5 ? 1 : -1);
    }

    private static void drawFlags(RandomStream random, ToyRow muon, int source) {
        for (int flag = 0; flag <= LAST_COPY_BEFORE_FSR; flag++) {
            muon.set(FLAGS + flag, SOURCES.get(source).contains(flag) ? 1 : 0);
        }
        muon.set(FLAGS + FIRST_COPY, random.uniform() < 0.8 ? 1 : 0);
        muon.set(FLAGS + LAST_COPY, random.uniform() < 0.95 ? 1 : 0);
        muon.set(FLAGS + LAST_COPY_BEFORE_FSR, random.uniform() < 0.9 ? 1 : 0);
    }

    /** Muons of hadrons lie in jets, the others rarely. Momentum and mass are log1p. */
    private static void drawJet(RandomStream random, ToyRow muon, int source) {
        boolean inJet = random.uniform() < (source == 2 ? 0.85 : 0.12);
        double deta = NO_JET;
        double dphi = NO_JET;
        while (inJet && Math.hypot(deta, dphi) > CONE) {
            deta = 0.12 * random.gaussian();
            dphi = 0.12 * random.gaussian();
        }
        double pt = inJet ? 15 + Math.exp(muon.at(PT)) * (0.3 + 1.5 * random.exponential()) : 0;
        muon.set(JET, inJet ? Math.hypot(deta, dphi) : NO_JET);
        muon.set(JET + 1, deta);
        muon.set(JET + 2, dphi);
        muon.set(JET_PT, Math.log1p(pt));
        muon.set(JET_MASS, inJet ? Math.log1p(1 + 0.12 * pt * Math.exp(0.3 * random.gaussian())) : 0);
    }

    /** The sums of out-of-time vertices are logarithms: log of the early one, log1p of the late one. */
    private static void drawPileup(RandomStream random, ToyRow muon) {
        double mean = 32 + Shapes.truncatedNormal(random, 11, 26);
        muon.set(PILEUP, mean * (0.04 + 0.008 * random.gaussian()));
        muon.set(VERTICES, Math.max(1, Math.rint(mean + Math.sqrt(mean) * random.gaussian())));
        muon.set(VERTICES + 1, mean);
        muon.set(VERTICES + 2, mean * (0.05 + 0.01 * random.gaussian()));
        muon.set(EARLY, Math.log(Math.max(20, Math.rint(10 * mean + 25 * random.gaussian()))));
        muon.set(LATE, Math.log1p(Math.max(5, Math.rint(2 * mean + 11 * random.gaussian()))));
    }
}
