package flashflow.spark.frames;

import flashflow.FlashFlowException;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** What numbers the rows of a DataFrame, such that a row has the same number whenever and wherever it is computed. */
final class RowNumbers {
    /** The column of numbers that the rows did not have. */
    static final String ROW = "row";

    /** The rows come in one order, however they are cut into partitions. */
    private static final Set<String> ORDERED =
            Set.of("LocalRelation", "Range", "Project", "Filter", "SubqueryAlias", "View", "OneRowRelation");

    private RowNumbers() {}

    /** @throws FlashFlowException if the plan computes other rows each time */
    static void refuseRandom(Dataset<Row> context) {
        if (!plan(context).deterministic()) {
            throw new FlashFlowException(
                    "The DataFrame of context is computed by a function that gives something else each"
                            + " time, such as rand(), so that a repeated task would change the sample; write the context to files"
                            + " first and read these.");
        }
    }

    /**
     * Adds a column {@code row}, from 0 in the order of the rows.
     *
     * @throws FlashFlowException if their order depends on how Spark cuts them into partitions
     */
    static Dataset<Row> inOrder(Dataset<Row> context) {
        refuseUnordered(plan(context));
        var numbered = context.schema().add(ROW, DataTypes.LongType, false);
        JavaRDD<Row> rows = context.javaRDD().zipWithIndex().map(pair -> with(pair._1(), pair._2()));
        return context.sparkSession().createDataFrame(rows, new StructType(numbered.fields()));
    }

    private static Row with(Row row, long number) {
        Object[] values = new Object[row.size() + 1];
        for (int i = 0; i < row.size(); i++) {
            values[i] = row.get(i);
        }
        values[row.size()] = number;
        return RowFactory.create(values);
    }

    private static void refuseUnordered(LogicalPlan plan) {
        if (!ORDERED.contains(plan.nodeName())) {
            throw new FlashFlowException("The rows of this DataFrame have no lasting order (" + plan.nodeName()
                    + " in its plan), so that their places cannot number them: another number of partitions would change"
                    + " the sample; name a column that tells rows apart, such as an event number.");
        }
        CollectionConverters.asJava(plan.children()).forEach(RowNumbers::refuseUnordered);
    }

    /** By name, since Spark 4 has the method in a subclass that Spark 3 does not know. */
    private static LogicalPlan plan(Dataset<Row> context) {
        try {
            var execution = context.getClass().getMethod("queryExecution").invoke(context);
            return ((QueryExecution) execution).analyzed();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new FlashFlowException(
                    "This DataFrame does not show its plan, as those of Spark Connect; use a session of the driver itself.",
                    e);
        }
    }
}
