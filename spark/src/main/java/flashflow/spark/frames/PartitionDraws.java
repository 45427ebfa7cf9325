package flashflow.spark.frames;

import flashflow.spark.model.BroadcastModel;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;

/** Draws the sample of a partition, on an executor. */
record PartitionDraws(BroadcastModel model, SampleSchema schema, long seed, int folds)
        implements MapPartitionsFunction<Row, Row> {
    @Override
    public Iterator<Row> call(Iterator<Row> context) {
        var lease = model.open();
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> lease.close());
        var sampler = lease.model().sampler(seed);
        return new DrawnRows(context, schema, sampler, lease.model().layout().targets(), folds);
    }
}
