package flashflow.toy.events;

import java.util.List;

/** Missing transverse momentum: what balances the jets of an event. */
final class Imbalance {
    private Imbalance() {}

    static Momentum ofGenerated(ToyEvent event) {
        return of(event.generated().jets().stream().map(GenJet::at).toList());
    }

    static Momentum ofFound(ToyEvent event) {
        return of(event.jets().stream().map(Found::at).toList());
    }

    private static Momentum of(List<Momentum> jets) {
        double x = 0;
        double y = 0;
        for (Momentum jet : jets) {
            x -= jet.pt() * Math.cos(jet.phi());
            y -= jet.pt() * Math.sin(jet.phi());
        }
        return Momentum.of(Math.hypot(x, y), 0, Math.atan2(y, x), 0);
    }
}
