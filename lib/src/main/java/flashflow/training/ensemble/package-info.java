/**
 * Several flows trained for one model, {@link flashflow.training.ensemble.Ensemble}: for few rows, where a single flow depends on its
 * first weights and on which rows are held out.
 */
package flashflow.training.ensemble;
