/** Learning rates over a training: {@link flashflow.training.schedule.Schedule} and its kinds. */
package flashflow.training.schedule;
