/**
 * Predicted probabilities of classes against the classes that occurred: are they as often right as they say
 * ({@link flashflow.validation.probabilities.ProbabilityCheck}), and do an original and a sample agree on a share, such as an
 * efficiency, along a column ({@link flashflow.validation.probabilities.EfficiencyComparison})? Knows tables, not models.
 */
package flashflow.validation.probabilities;
