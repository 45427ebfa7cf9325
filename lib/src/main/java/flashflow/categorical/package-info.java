/**
 * Categorical distributions given context, p(k | y): efficiencies and multiplicities
 * ({@link flashflow.categorical.CategoricalModel}). The net is a flow's conditioner, the loss the mean of -log p(k | y) in nats, and
 * {@code Training} trains it in the flow's loop, with its checkpoints.
 */
package flashflow.categorical;
