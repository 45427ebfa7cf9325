/** Figures of predicted probabilities and of efficiencies: {@link flashflow.plots.probabilities.ProbabilityPlots}. */
package flashflow.plots.probabilities;
