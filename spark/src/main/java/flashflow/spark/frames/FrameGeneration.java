package flashflow.spark.frames;

import flashflow.FlashFlowException;
import flashflow.data.Warnings;
import flashflow.flow.FlowModel;
import flashflow.spark.model.BroadcastModel;
import flashflow.spark.model.ExecutorMemory;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** A DataFrame of context that becomes one of generated rows. */
public final class FrameGeneration {
    private FrameGeneration() {}

    /** Rows numbered by their places. */
    public static Dataset<Row> byPlace(Dataset<Row> context, FlowModel model, long seed, int folds) {
        RowNumbers.refuseRandom(context);
        return byColumn(RowNumbers.inOrder(context), RowNumbers.ROW, model, seed, folds);
    }

    /** Rows numbered by a column. */
    public static Dataset<Row> byColumn(Dataset<Row> context, String id, FlowModel model, long seed, int folds) {
        refuseNoFold(folds);
        RowNumbers.refuseRandom(context);
        var layout = model.layout();
        var schema = SampleSchema.of(
                context.schema(), id, layout, model.preprocessing().exactTargets());
        var spark = context.sparkSession().sparkContext();
        new Warnings(ExecutorMemory.warnings(spark, model)).print();
        var sent = BroadcastModel.of(JavaSparkContext.fromSparkContext(spark), model);
        return context.mapPartitions(new PartitionDraws(sent, schema, seed, folds), Encoders.row(schema.output()));
    }

    private static void refuseNoFold(int folds) {
        if (folds < 1) {
            throw new FlashFlowException("Every row needs at least one fold, and folds is " + folds + ".");
        }
    }
}
