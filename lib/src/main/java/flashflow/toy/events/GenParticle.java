package flashflow.toy.events;

/**
 * A generated particle.
 *
 * @param pdgId 13 for a muon of negative charge
 * @param status 1 for a stable one
 * @param flags CMS's status flags, one bit each
 * @param mother its place in the list of particles, -1 for none
 */
record GenParticle(Momentum at, int pdgId, int status, int flags, int mother) {
    private static final int MUON = 13;
    private static final int LAST_COPY = 1 << 13;

    /** Whether it is one of the muons that a detector may find: copies of it that come earlier are not. */
    boolean isLastMuon() {
        return Math.abs(pdgId) == MUON && (flags & LAST_COPY) != 0;
    }

    int charge() {
        return pdgId > 0 ? -1 : 1;
    }
}
