/**
 * From a trained model and files of context to files of generated objects, with any number of folds of each event. Tables
 * go through {@link flashflow.flow.FlowModel#generate} and {@link flashflow.flow.FlowModel#oversample}; what is larger than
 * memory goes through {@link flashflow.generation.Generation}. Both draw the same sample for the same seed.
 */
package flashflow.generation;
