package flashflow.toy.events;

import flashflow.random.RandomStream;
import flashflow.toy.Shapes;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws the generated particles of an event: muons of W and Z bosons, of tau leptons and of hadrons inside of jets, each behind its
 * mother and sometimes behind an earlier copy of itself; partons and electrons, which a search for muons has to pass over.
 */
final class ParticleGenerator {
    private static final double MUON_MASS = 0.10566;
    private static final double MAX_ETA = 2.6;
    private static final double CONE = 0.4;
    private static final int STABLE = 1;

    private static final int PROMPT = flags(0, 7, 8, 11);
    private static final int OF_TAU = flags(2, 3, 4, 5, 9, 10);
    private static final int OF_HADRON = flags(1, 6);
    private static final int FIRST_COPY = flags(12);
    private static final int LAST_COPY = flags(13);
    private static final int LAST_BEFORE_RADIATION = flags(14);

    private final RandomStream random;
    private final List<GenParticle> particles = new ArrayList<>();

    private ParticleGenerator(RandomStream random) {
        this.random = random;
    }

    static List<GenParticle> draw(RandomStream random, List<GenJet> jets) {
        var event = new ParticleGenerator(random);
        int prompt = Shapes.pick(random, 0.45, 0.3, 0.25);
        for (int i = 0; i < prompt; i++) {
            event.addPrompt();
        }
        jets.forEach(event::addPartOf);
        return event.particles;
    }

    private static int flags(int... bits) {
        int flags = 0;
        for (int bit : bits) {
            flags |= 1 << bit;
        }
        return flags;
    }

    private void addPrompt() {
        boolean tau = random.uniform() < 0.15;
        double pt = 3 + (tau ? 18 : 35) * Math.pow(random.exponential(), 0.7);
        double eta = Shapes.truncatedNormal(random, 1.3, MAX_ETA);
        var at = Momentum.of(pt, eta, random.uniform(-Math.PI, Math.PI), MUON_MASS);
        int charge = random.below(2) == 0 ? 1 : -1;
        int mother = add(Momentum.of(2 * pt, eta, at.phi(), tau ? 1.777 : 80), charge * (tau ? 15 : 24), 2, FIRST_COPY);
        addMuon(at, charge, tau ? OF_TAU : PROMPT, mother);
        if (random.uniform() < 0.3) {
            addElectron(at);
        }
    }

    /** A parton, and the muons of its hadrons: none, one or several. */
    private void addPartOf(GenJet jet) {
        int parton = add(jet.at(), jet.parton() == 0 ? 21 : jet.parton(), 23, PROMPT | FIRST_COPY);
        double share = jet.hadron() == 5 ? 0.3 : jet.hadron() == 4 ? 0.15 : 0.04;
        while (random.uniform() < share) {
            int hadron = add(jet.at(), jet.hadron() == 5 ? 521 : jet.hadron() == 4 ? 411 : 211, 2, FIRST_COPY, parton);
            addMuon(within(jet.at()), random.below(2) == 0 ? 1 : -1, OF_HADRON, hadron);
        }
    }

    private Momentum within(Momentum jet) {
        double deta;
        double dphi;
        do {
            deta = 0.12 * random.gaussian();
            dphi = 0.12 * random.gaussian();
        } while (Math.hypot(deta, dphi) > 0.99 * CONE);
        double share = 0.02 + 0.6 * random.uniform() * random.uniform();
        return Momentum.of(1 + share * jet.pt(), jet.eta() + deta, jet.phi() + dphi, MUON_MASS);
    }

    private void addMuon(Momentum at, int charge, int source, int mother) {
        int before = mother;
        boolean copied = random.uniform() < 0.2;
        if (copied) {
            var harder = Momentum.of(1.02 * at.pt(), at.eta(), at.phi(), MUON_MASS);
            before = add(harder, -13 * charge, 23, source | FIRST_COPY | LAST_BEFORE_RADIATION, mother);
        }
        int copy = copied ? 0 : FIRST_COPY | (random.uniform() < 0.9 ? LAST_BEFORE_RADIATION : 0);
        add(at, -13 * charge, STABLE, source | LAST_COPY | copy, before);
    }

    private void addElectron(Momentum near) {
        var at = Momentum.of(0.5 * near.pt() + 1, near.eta() + 0.1, near.phi() + 0.1, 0.000511);
        add(at, random.below(2) == 0 ? 11 : -11, STABLE, PROMPT | LAST_COPY, -1);
    }

    private int add(Momentum at, int pdgId, int status, int flags) {
        return add(at, pdgId, status, flags, -1);
    }

    private int add(Momentum at, int pdgId, int status, int flags, int mother) {
        particles.add(new GenParticle(at, pdgId, status, flags, mother));
        return particles.size() - 1;
    }
}
