package flashflow.toy;

import static flashflow.toy.JetColumns.ETA;
import static flashflow.toy.JetColumns.HADRON;
import static flashflow.toy.JetColumns.MASS;
import static flashflow.toy.JetColumns.MUON1;
import static flashflow.toy.JetColumns.MUON2;
import static flashflow.toy.JetColumns.PARTON;
import static flashflow.toy.JetColumns.PHI;
import static flashflow.toy.JetColumns.PT;

import flashflow.random.RandomStream;

/** Draws generator-level jets: a falling pT spectrum from 15 to 1350 GeV, flavours of a top-quark sample, muons inside. */
final class JetContext {
    /** Acceptance in |eta|. */
    static final double MAX_ETA = 3;
    /** FlashSim's value of dr, deta and dphi where no muon lies within the cone. */
    private static final double NO_MUON = 0.5;

    private static final double CONE = 0.4;
    private static final double[] PARTONS = {0, 1, 2, 3, 4, 5, 21};

    private JetContext() {}

    static void draw(RandomStream random, ToyRow jet) {
        jet.set(PT, 15 * Math.exp(1.25 * Math.abs(Shapes.truncatedNormal(random, 1, 3.6))));
        jet.set(ETA, Shapes.truncatedNormal(random, 1.4, MAX_ETA));
        jet.set(PHI, random.uniform(-Math.PI, Math.PI));
        jet.set(MASS, 2 + 0.11 * jet.at(PT) * Math.exp(0.35 * random.gaussian()));
        drawFlavours(random, jet);
        drawMuons(random, jet);
    }

    private static void drawFlavours(RandomStream random, ToyRow jet) {
        double parton = PARTONS[Shapes.pick(random, 0.06, 0.13, 0.15, 0.06, 0.10, 0.20, 0.30)];
        jet.set(PARTON, parton);
        jet.set(HADRON, parton == 4 || parton == 5 ? parton : parton == 21 ? gluonSplitting(random) : 0);
    }

    private static double gluonSplitting(RandomStream random) {
        return new double[] {0, 4, 5}[Shapes.pick(random, 0.92, 0.05, 0.03)];
    }

    private static void drawMuons(RandomStream random, ToyRow jet) {
        boolean first = random.uniform() < JetColumns.byFlavour(jet, 0.03, 0.12, 0.25);
        boolean second = first && random.uniform() < 0.15;
        double[] muon = first ? muon(random, jet) : noMuon();
        double[] other = second ? muon(random, jet) : noMuon();
        boolean inOrder = muon[0] <= other[0];
        put(jet, MUON1, inOrder ? muon : other);
        put(jet, MUON2, inOrder ? other : muon);
    }

    /** dr, pT, deta, dphi: the order of the columns. */
    private static double[] muon(RandomStream random, ToyRow jet) {
        double deta;
        double dphi;
        do {
            deta = 0.12 * random.gaussian();
            dphi = 0.12 * random.gaussian();
        } while (Math.hypot(deta, dphi) > CONE);
        double share = 0.02 + 0.6 * random.uniform() * random.uniform();
        return new double[] {Math.hypot(deta, dphi), 1 + share * jet.at(PT), deta, dphi};
    }

    private static double[] noMuon() {
        return new double[] {NO_MUON, 0, NO_MUON, NO_MUON};
    }

    private static void put(ToyRow jet, int column, double[] muon) {
        for (int i = 0; i < muon.length; i++) {
            jet.set(column + i, muon[i]);
        }
    }
}
