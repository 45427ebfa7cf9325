/**
 * What suits data of so many rows and columns: the sizes of a flow and the settings of its training, each with its reason. The
 * numbers are one table, {@link flashflow.suggestion.Rule}; {@code FlowConfig.suggest} and {@code Training.suggest} take them over.
 */
package flashflow.suggestion;
