/**
 * Checkpoints, from which a killed training goes on as if nothing had happened: {@link flashflow.training.checkpoint.Checkpoint}
 * looks into one. All that is known of the format is here.
 *
 * <h2>Checkpoint files</h2>
 *
 * <p>A checkpoint is one safetensors file, {@code checkpoint-EEEEE-BBBBBBB.safetensors} after E whole epochs and B batches of the
 * next. It is written beside its place, forced to the disk and renamed; its SHA-256 stands in the metadata entry
 * {@code flashflow.sha256}. Python's safetensors package opens it. Its tensors, float32 unless said otherwise:
 *
 * <ul>
 *   <li>{@code flow.NAME}: the flow's parameters and running statistics, named and shaped as in
 *       {@link flashflow.flow.ParameterLayout}; {@code flow.permutations}, int64, (steps + 1, D)
 *       where a categorical distribution is trained, {@code categorical.NAME} instead
 *   <li>{@code adam.first_moment}, {@code adam.second_moment}: flat, in the order of the parameters; {@code adam.updates}, a scalar
 *   <li>{@code average.parameters}, {@code average.statistics}: averaged weights (EMA), flat, where they are wanted
 *   <li>{@code best.parameters}, {@code best.statistics}: weights of the best validation, flat, after the first one
 *   <li>{@code history}: float64, one row per report; {@code flashflow.history_columns} names its columns; {@code history.updates}, int64, the updates
 *       made until each report, -1 where that is not known; earlier ones lack it
 * </ul>
 *
 * <p>Its metadata are strings, those marked * as JSON: {@code flashflow.checkpoint}, the version of this format, 2;
 * {@code flashflow.config}*, the flow; {@code flashflow.layout}*, its columns; {@code flashflow.preprocessing}*, where a model is
 * trained; {@code flashflow.settings}*, the settings with the schedule, and how often checkpoints come; {@code flashflow.position}*,
 * epoch, batch, updates, sums since the last report, best validation; {@code flashflow.data}*, rows, blocks, columns and a hash of
 * sampled rows of the training data, whether they went through a transform of the user's own, and number and hash of the validation
 * rows; {@code flashflow.trainings}*, what its model's file says of its trainings; {@code flashflow.library} and {@code flashflow.engine}, versions, device and threads.
 *
 * <p>Version 1 had {@code flashflow.recipe}* in place of {@code flashflow.settings}: settings, column of weights, policy, transform
 * and validation side by side; {@code perStep} for a schedule's {@code perUpdate}, and the kind {@code OwnSchedule} for
 * {@code RecordedRates}. It is read as well.
 *
 * <p>There is no state of random generators to keep: the order of an epoch's rows and the dropout of a batch follow from seed, epoch
 * and batch alone. {@code best.safetensors} is a model file of the best weights; checkpoints are model files too, of the latest
 * weights ({@link flashflow.flow.FlowModel#load}).
 */
package flashflow.training.checkpoint;
