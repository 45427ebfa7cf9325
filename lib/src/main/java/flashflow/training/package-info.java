/**
 * Training of a flow: the loop with its guards, learning-rate schedules, histories, and checkpoints from which a killed
 * training goes on as if nothing had happened. {@link flashflow.training.Training} is the way in.
 */
package flashflow.training;
