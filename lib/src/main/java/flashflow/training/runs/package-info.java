/**
 * Trainings side by side: {@link flashflow.training.runs.Runs} lists those in a folder with what differs between them, and opens one.
 */
package flashflow.training.runs;
