/**
 * From a trained model and context to generated objects, with any number of folds of each event. Tables go through {@link
 * flashflow.flow.FlowModel#generate} and {@link flashflow.flow.FlowModel#oversample}; what is larger than memory, and what has
 * columns to carry along, goes through {@link flashflow.generation.Generation}, to files, tables or a sink of one's own. All
 * draw the same sample for the same seed.
 */
package flashflow.generation;
