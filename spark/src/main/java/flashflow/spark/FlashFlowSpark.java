package flashflow.spark;

import flashflow.flow.FlowModel;
import flashflow.spark.frames.FrameGeneration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Generation for DataFrames. Each gives, for every row of context and fold, the row's columns other than targets as they are, the
 * targets in physical units as {@code float} (as {@code double} where the model takes them in float64), and {@code fold}, from 0;
 * this schema is known before anything runs. A row's number decides its noise, so that the same seed gives the same sample whatever
 * the number of partitions, executors and retries.
 *
 * <pre>{@code
 * Dataset<Row> sample = FlashFlowSpark.generate(spark.read().parquet("gen"), "event", model, 42, 1);
 * }</pre>
 *
 * <p>The model goes to each executor once and is open once in its JVM; each task gives the engine one thread, so that as many threads
 * work as there are task slots ({@code spark.task.cpus} stays 1). What a user should know, such as context outside the training range, is in
 * the executors' error streams.
 */
public final class FlashFlowSpark {
    private FlashFlowSpark() {}

    /**
     * Generates for rows that a column numbers.
     *
     * @param context has the model's context columns by their full names, as numbers or truth values; other columns, of any type, go
     *     along, those of a target's name left out
     * @param id name of a column of whole numbers that tells rows apart, for instance an event number; rows of one number
     *     get the same noise
     * @param seed the same gives the same sample; that of {@link flashflow.generation.Generation} where the numbers are places from 0
     * @param folds rows to draw for each row of context, at least 1
     * @throws flashflow.FlashFlowException if a column is missing or of an unsuitable type, two would have one name, or the
     *     context is computed by functions that give something else each time. While it runs, a task fails where a context value
     *     is null, NaN or infinite, and names the row
     */
    public static Dataset<Row> generate(Dataset<Row> context, String id, FlowModel model, long seed, int folds) {
        return FrameGeneration.byColumn(context, id, model, seed, folds);
    }

    /**
     * Generates for rows that are numbered by their places, from 0, which an additional column {@code row} tells; for rows from
     * memory and {@code range}, with columns computed and rows filtered. Others have no lasting order.
     *
     * @throws flashflow.FlashFlowException as {@link #generate(Dataset, String, FlowModel, long, int)}, and if the order of the
     *     rows depends on how Spark cuts them into partitions, as that of files does
     */
    public static Dataset<Row> generate(Dataset<Row> context, FlowModel model, long seed, int folds) {
        return FrameGeneration.byPlace(context, model, seed, folds);
    }
}
