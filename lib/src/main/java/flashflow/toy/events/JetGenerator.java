package flashflow.toy.events;

import flashflow.random.RandomStream;
import flashflow.toy.Shapes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws the generated jets of an event: a falling spectrum from 15 GeV on, flavours of a top-quark sample, seldom one in the other. */
final class JetGenerator {
    private static final double MEAN_NUMBER = 3.2;
    private static final double MAX_ETA = 3;
    private static final double HARDEST = 1500;
    private static final double APART = 0.4;
    private static final int TRIES = 10;
    private static final int[] PARTONS = {0, 1, 2, 3, 4, 5, 21};
    private static final double[] SHARES = {0.06, 0.13, 0.15, 0.06, 0.10, 0.20, 0.30};

    private JetGenerator() {}

    static List<GenJet> draw(RandomStream random) {
        int count = Draws.poisson(random, MEAN_NUMBER);
        var jets = new ArrayList<GenJet>();
        for (int i = 0; i < count; i++) {
            jets.add(apart(random, jets));
        }
        jets.sort(Comparator.comparingDouble((GenJet jet) -> jet.at().pt()).reversed());
        return jets;
    }

    /** Tries to keep the cones of two jets apart. */
    private static GenJet apart(RandomStream random, List<GenJet> others) {
        var jet = jet(random);
        for (int i = 0; i < TRIES && overlaps(jet, others); i++) {
            jet = jet(random);
        }
        return jet;
    }

    private static boolean overlaps(GenJet jet, List<GenJet> others) {
        return others.stream().anyMatch(other -> other.at().dr(jet.at()) < APART);
    }

    private static GenJet jet(RandomStream random) {
        double pt = Math.min(HARDEST, 15 * Math.exp(1.25 * Math.abs(random.gaussian())));
        double eta = Shapes.truncatedNormal(random, 1.4, MAX_ETA);
        double mass = 2 + 0.11 * pt * Math.exp(0.35 * random.gaussian());
        var at = Momentum.of(pt, eta, random.uniform(-Math.PI, Math.PI), mass);
        int parton = PARTONS[Shapes.pick(random, SHARES)];
        boolean heavy = parton == 4 || parton == 5;
        return new GenJet(at, parton, heavy ? parton : parton == 21 ? splitting(random) : 0);
    }

    /** A gluon may split into a heavy pair. */
    private static int splitting(RandomStream random) {
        return new int[] {0, 4, 5}[Shapes.pick(random, 0.92, 0.05, 0.03)];
    }
}
