package flashflow.spark;

import flashflow.data.ColumnLayout;
import flashflow.flow.FlowModel;
import flashflow.preprocessing.Preprocessing;
import flashflow.spark.files.FileRows;
import flashflow.spark.fitting.SpreadFit;
import flashflow.spark.fitting.SpreadStatistics;
import flashflow.spark.frames.FrameGeneration;
import flashflow.spark.frames.FrameRows;
import flashflow.spark.validation.SpreadReport;
import flashflow.spark.validation.SpreadValidation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import tech.tablesaw.api.Table;

/**
 * Generation for DataFrames; fits, statistics and comparisons of files and DataFrames. Each {@code generate} gives, for every row of context and fold, the row's columns other than targets as they are, the
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

    /**
     * Fits a preprocessing to the rows of many files, as {@link Preprocessing#fit(flashflow.data.RowSource)} does to these files one
     * after the other, to the last bit.
     *
     * @param in HDF5 or Parquet files, folders of such, or patterns with {@code *}
     * @throws flashflow.FlashFlowException if a file cannot be read or lacks a column, which names all of them before anything
     *     runs; or if no row is usable
     */
    public static Preprocessing fit(Preprocessing preprocessing, SparkSession spark, List<Path> in) {
        return SpreadFit.fit(
                preprocessing, FileRows.of(spark, in, preprocessing.layout().columns(), false));
    }

    /**
     * The same of a DataFrame; means and deviations differ from those of the library, and with the number of partitions, in last bits
     * only.
     *
     * @param id name of a column of whole numbers that tells rows apart, such as an event number
     */
    public static Preprocessing fit(Preprocessing preprocessing, Dataset<Row> frame, String id) {
        return SpreadFit.fit(
                preprocessing,
                FrameRows.of(frame, Optional.of(id), preprocessing.layout().columns()));
    }

    /**
     * Proposes a preprocessing for the columns of many files, as {@link Preprocessing#guess(flashflow.data.RowSource)} does for these
     * files one after the other.
     */
    public static Preprocessing guess(ColumnLayout layout, SparkSession spark, List<Path> in) {
        return SpreadFit.guess(layout, FileRows.of(spark, in, layout.columns(), false));
    }

    /** The same of a DataFrame. */
    public static Preprocessing guess(ColumnLayout layout, Dataset<Row> frame, String id) {
        return SpreadFit.guess(layout, FrameRows.of(frame, Optional.of(id), layout.columns()));
    }

    /** Mean, deviation, range, NaN and quantiles of all columns of numbers of files. */
    public static Table statistics(SparkSession spark, List<Path> in) {
        return SpreadStatistics.of(FileRows.of(spark, in, List.of(), false)).table();
    }

    /** The same of a DataFrame, but of its column of row numbers. */
    public static Table statistics(Dataset<Row> frame, String id) {
        return SpreadStatistics.of(FrameRows.of(frame, Optional.of(id), List.of()))
                .table();
    }

    /**
     * Compares files with files; {@link SpreadValidation} has settings.
     *
     * @param reference what the sample should look like; all its columns of numbers are compared
     */
    public static SpreadReport validate(SparkSession spark, List<Path> reference, List<Path> sample) {
        var rows = FileRows.of(spark, reference, List.of(), false);
        return SpreadValidation.of(rows, FileRows.of(spark, sample, rows.columns(), false))
                .compare();
    }

    /**
     * Compares a DataFrame with another one.
     *
     * @param id name of a column of whole numbers that tells rows apart, in both; rows of one number were made from one event
     */
    public static SpreadReport validate(Dataset<Row> reference, Dataset<Row> sample, String id) {
        var rows = FrameRows.of(reference, Optional.of(id), List.of());
        return SpreadValidation.of(rows, FrameRows.of(sample, Optional.of(id), rows.columns()))
                .compare();
    }
}
