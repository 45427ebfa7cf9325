package flashflow.toy.events;

import flashflow.random.RandomStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The detector: what it finds of the generated objects of an event, and what it takes for jets besides; by falling momentum. */
final class Reconstruction {
    private static final double MUON_MASS = 0.10566;

    private final Targets jetTargets = Targets.jets();
    private final Targets muonTargets = Targets.muons();
    private final Targets pileupTargets = Targets.pileupJets();

    List<Found> jets(RandomStream random, Generated event) {
        var contexts = new Contexts(event);
        var found = new ArrayList<Found>();
        for (int i = 0; i < event.jets().size(); i++) {
            var generated = event.jets().get(i);
            float[] row = contexts.of(generated, jetTargets.width());
            if (random.uniform() < ToyEvents.JETS.found(row)) {
                found.add(jet(random, generated.at(), row, i));
            }
        }
        addUnmatched(random, contexts, found);
        return sorted(found);
    }

    private Found jet(RandomStream random, Momentum generated, float[] row, int index) {
        var to = jetTargets;
        to.response().draw(random, row);
        double mass = generated.mass() * (double) to.of(row, "massRatio");
        return new Found(moved(generated, to, row, mass), row, index);
    }

    private void addUnmatched(RandomStream random, Contexts contexts, List<Found> found) {
        var to = pileupTargets;
        int count = Multiplicity.draw(random, contexts.ofEvent(to.width()));
        for (int i = 0; i < count; i++) {
            float[] row = contexts.ofEvent(to.width());
            to.response().draw(random, row);
            var at = Momentum.of(to.of(row, "pt"), to.of(row, "eta"), to.of(row, "phi"), to.of(row, "mass"));
            found.add(new Found(at, row, -1));
        }
    }

    List<Found> muons(RandomStream random, Generated event) {
        var contexts = new Contexts(event);
        var found = new ArrayList<Found>();
        for (int i = 0; i < event.particles().size(); i++) {
            var generated = event.particles().get(i);
            if (generated.isLastMuon()) {
                float[] row = contexts.of(generated, muonTargets.width());
                if (random.uniform() < ToyEvents.MUONS.found(row)) {
                    found.add(muon(random, generated.at(), row, i));
                }
            }
        }
        return sorted(found);
    }

    private Found muon(RandomStream random, Momentum generated, float[] row, int index) {
        var to = muonTargets;
        to.response().draw(random, row);
        return new Found(moved(generated, to, row, MUON_MASS), row, index);
    }

    /** Where an object is found, by its residuals. */
    private static Momentum moved(Momentum generated, Targets to, float[] row, double mass) {
        return Momentum.of(
                generated.pt() * (double) to.of(row, "ptRatio"),
                generated.eta() + (double) to.of(row, "etaMinusGen"),
                generated.phi() + (double) to.of(row, "phiMinusGen"),
                mass);
    }

    private static List<Found> sorted(List<Found> found) {
        found.sort(
                Comparator.comparingDouble((Found object) -> object.at().pt()).reversed());
        return found;
    }
}
