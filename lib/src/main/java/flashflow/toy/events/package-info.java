/**
 * Whole events of the toy detector: generated jets and muons, other particles and pile-up; what of them is found, how it is
 * measured, and jets that belong to no generated one. Everything that a simulation of such events has to learn is known in closed form:
 * the probability that an object is found, the law of its targets, the number of jets from pile-up and their law. The shapes are
 * invented; names and types are those of CMS NanoAOD.
 *
 * <p>{@link flashflow.toy.events.ToyEvents} makes events, {@link flashflow.toy.events.ToyTruth} and {@link
 * flashflow.toy.events.UnmatchedTruth} know about them.
 */
package flashflow.toy.events;
