package flashflow.toy.events;

import flashflow.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What occurs in real files and surprises programs: of {@value #ONE_IN} events one has two generated jets of one momentum, one a muon twice,
 * one a jet that is said to belong to the generated jet behind the last, and one the same jet of pile-up twice over.
 */
final class Awkward {
    private static final int ONE_IN = 200;

    private Awkward() {}

    /** The generated part of an event, before anything is found of it. */
    static Generated generated(RandomStream random, Generated event) {
        int kind = random.below(ONE_IN);
        return new Generated(
                event.pileup(),
                kind == 0 ? tied(event.jets()) : event.jets(),
                kind == 1 ? doubled(event.particles()) : event.particles());
    }

    /** The second jet with the momentum of the first. */
    private static List<GenJet> tied(List<GenJet> jets) {
        if (jets.size() < 2) {
            return jets;
        }
        var tied = new ArrayList<>(jets);
        var second = jets.get(1);
        var at = second.at();
        var same = new Momentum(jets.get(0).at().pt(), at.eta(), at.phi(), at.mass());
        tied.set(1, new GenJet(same, second.parton(), second.hadron()));
        return tied;
    }

    /** The first muon once more at the end of the list. */
    private static List<GenParticle> doubled(List<GenParticle> particles) {
        var doubled = new ArrayList<>(particles);
        particles.stream().filter(GenParticle::isLastMuon).findFirst().ifPresent(doubled::add);
        return doubled;
    }

    /** The reconstructed jets of an event. */
    static List<Found> jets(RandomStream random, List<Found> jets, int generated) {
        int kind = random.below(ONE_IN);
        for (int i = 0; i < jets.size() && kind < 2; i++) {
            if (jets.get(i).generator() < 0) {
                return kind == 0 ? beyond(jets, i, generated) : twin(jets, i);
            }
        }
        return jets;
    }

    private static List<Found> beyond(List<Found> jets, int index, int generated) {
        var changed = new ArrayList<>(jets);
        changed.set(index, jets.get(index).of(generated));
        return changed;
    }

    /** The next jet of pile-up becomes a copy of this one, beside it; their law is the same. */
    private static List<Found> twin(List<Found> jets, int index) {
        for (int i = index + 1; i < jets.size(); i++) {
            if (jets.get(i).generator() < 0) {
                var changed = new ArrayList<>(jets);
                changed.remove(i);
                changed.add(index, jets.get(index));
                return changed;
            }
        }
        return jets;
    }
}
