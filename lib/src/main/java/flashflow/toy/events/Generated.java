package flashflow.toy.events;

import java.util.List;

/**
 * What a generator says of an event.
 *
 * @param jets by falling transverse momentum
 * @param particles mothers before daughters
 */
record Generated(Pileup pileup, List<GenJet> jets, List<GenParticle> particles) {
    /** Scalar sum of the jets' transverse momenta in GeV. */
    float ht() {
        float sum = 0;
        for (GenJet jet : jets) {
            sum += jet.at().pt();
        }
        return sum;
    }
}
