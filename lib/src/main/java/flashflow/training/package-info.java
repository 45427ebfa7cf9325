/**
 * Training of a flow: the loop with its guards, learning-rate schedules, histories, and checkpoints from which a killed
 * training goes on as if nothing had happened. {@link flashflow.training.Training} is the way in. What it was told and how far it
 * has come is in {@link flashflow.training.state}, checkpoints are in {@link flashflow.training.checkpoint}, and rows on the
 * device in {@link flashflow.training.device}.
 */
package flashflow.training;
