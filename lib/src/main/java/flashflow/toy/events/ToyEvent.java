package flashflow.toy.events;

import java.util.List;

/**
 * One event, generated and reconstructed.
 *
 * @param entry its place in the sample, from 0
 * @param jets reconstructed ones by falling momentum; what belongs to no generated one has the generator -1, in awkward events also
 *     the number of generated jets
 * @param muons the same, with the place of the generated particle
 */
record ToyEvent(long entry, Generated generated, List<Found> jets, List<Found> muons) {}
