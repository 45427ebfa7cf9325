/**
 * Where a model comes from, as it travels in its file: {@link flashflow.provenance.TrainingRecord} says on what and how it was trained,
 * {@link flashflow.provenance.TrainingRecords} keeps one for each training. Knows neither flows nor trainings.
 */
package flashflow.provenance;
