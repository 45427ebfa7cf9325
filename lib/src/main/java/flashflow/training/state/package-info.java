/**
 * What a training was told, {@link flashflow.training.state.TrainingSettings}, and how far it has come,
 * {@link flashflow.training.state.TrainingState}: weights with their optimizer, counters, and the history. Knows neither files nor
 * where rows come from.
 */
package flashflow.training.state;
