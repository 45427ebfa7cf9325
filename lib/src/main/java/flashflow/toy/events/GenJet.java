package flashflow.toy.events;

/**
 * A generated jet.
 *
 * @param parton flavour of the parton that it comes from: 0 to 5, 21 for a gluon
 * @param hadron 5 with a bottom hadron in it, 4 with a charmed one, else 0
 */
record GenJet(Momentum at, int parton, int hadron) {}
