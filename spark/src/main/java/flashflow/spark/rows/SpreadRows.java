package flashflow.spark.rows;

import flashflow.FlashFlowException;
import flashflow.data.RowSource;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** Numbered rows of the same columns, wherever they lie. */
public interface SpreadRows {
    /** What the rows are called in a sentence, such as {@code the 12 files of gen}. */
    String name();

    /** Names of the columns of numbers. */
    List<String> columns();

    /** How many rows there are. */
    long count();

    /** A sentence of each file, or the like, that was left out; none by default. */
    default List<String> leftOut() {
        return List.of();
    }

    /** All rows, to be read in few places, or a bounded number of rows from all over; to be closed. */
    RowSource look();

    /** What is found out about each part, with its place, from 0; computed when it is asked for. */
    <S> JavaPairRDD<Integer, S> map(PartWork<S> work);

    /** The Spark that the rows are read with. */
    JavaSparkContext context();

    /** Runs a job under a name; what goes wrong in a task is said in the task's own words. */
    default <R> R run(String description, Job<R> job) {
        context().sc().setJobDescription(description);
        try {
            return job.run();
        } catch (Exception e) {
            throw explained(e);
        } finally {
            context().sc().setJobDescription(null);
        }
    }

    /** A job that Spark runs. */
    @FunctionalInterface
    interface Job<R> {
        R run();
    }

    /** Spark declares no exception and throws checked ones. */
    private static FlashFlowException explained(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FlashFlowException own) {
                return new FlashFlowException(own.getMessage(), failure);
            }
        }
        return new FlashFlowException(
                "Spark has given the job up (" + failure.getMessage()
                        + "); see the executors' logs, and start it again.",
                failure);
    }
}
