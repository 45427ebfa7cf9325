package flashflow.toy.events;

import java.util.List;

/** The context columns of the objects of an event, after FlashSim's definitions with the nearest two muons and the physical charge. */
final class Contexts {
    /** FlashSim's distances where there is nothing within the cone. */
    private static final float NOTHING = 0.5f;

    private static final int STATUS_FLAGS = 15;

    private final Generated event;
    private final List<Momentum> muons;
    private final List<Momentum> jets;

    Contexts(Generated event) {
        this.event = event;
        this.muons = event.particles().stream()
                .filter(GenParticle::isLastMuon)
                .map(GenParticle::at)
                .toList();
        this.jets = event.jets().stream().map(GenJet::at).toList();
    }

    /** A row with room for targets: 14 columns of {@code ColumnLayout.jets()}. */
    float[] of(GenJet jet, int width) {
        float[] row = new float[width];
        int[] near = Nearby.of(jet.at(), muons);
        for (int i = 0; i < 2; i++) {
            put(row, 4 * i, jet.at(), i < near.length ? muons.get(near[i]) : null);
        }
        var at = jet.at();
        return put(row, 8, at.eta(), at.mass(), at.phi(), at.pt(), jet.parton(), jet.hadron());
    }

    private static void put(float[] row, int from, Momentum jet, Momentum muon) {
        if (muon == null) {
            put(row, from, NOTHING, 0, NOTHING, NOTHING);
        } else {
            put(row, from, (float) jet.dr(muon), muon.pt(), (float) jet.deta(muon), (float) jet.dphi(muon));
        }
    }

    /** 30 columns of {@code ColumnLayout.muons()}. */
    float[] of(GenParticle muon, int width) {
        float[] row = new float[width];
        var at = muon.at();
        put(row, 0, at.eta(), at.phi(), at.pt(), muon.charge());
        for (int flag = 0; flag < STATUS_FLAGS; flag++) {
            row[4 + flag] = muon.flags() >> flag & 1;
        }
        int[] near = Nearby.of(at, jets);
        putJet(row, 4 + STATUS_FLAGS, at, near.length > 0 ? jets.get(near[0]) : null);
        return put(row, 9 + STATUS_FLAGS, event.pileup().columns());
    }

    private static void putJet(float[] row, int from, Momentum muon, Momentum jet) {
        if (jet == null) {
            put(row, from, NOTHING, NOTHING, NOTHING, 0, 0);
        } else {
            put(row, from, (float) muon.dr(jet), (float) muon.deta(jet), (float) muon.dphi(jet), jet.pt(), jet.mass());
        }
    }

    /** Number and scalar sum of the generated jets, then the columns of the pile-up. */
    float[] ofEvent(int width) {
        float[] row = new float[width];
        put(row, 0, event.jets().size(), event.ht());
        return put(row, 2, event.pileup().columns());
    }

    private static float[] put(float[] row, int from, float... values) {
        System.arraycopy(values, 0, row, from, values.length);
        return row;
    }
}
