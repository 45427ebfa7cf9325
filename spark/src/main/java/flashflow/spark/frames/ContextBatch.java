package flashflow.spark.frames;

import flashflow.FlashFlowException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;

/** Some rows of a DataFrame, and from them what a sampler takes. */
record ContextBatch(SampleSchema schema, List<Row> rows) {
    static ContextBatch next(SampleSchema schema, Iterator<Row> rows, int most) {
        var some = new ArrayList<Row>();
        while (some.size() < most && rows.hasNext()) {
            some.add(rows.next());
        }
        return new ContextBatch(schema, some);
    }

    /** The number of each row. */
    long[] numbers() {
        return rows.stream().mapToLong(this::number).toArray();
    }

    private long number(Row row) {
        if (row.isNullAt(schema.id())) {
            throw new FlashFlowException("The column of row numbers '"
                    + schema.output().fieldNames()[indexOfId()]
                    + "' is null in a row; number all rows, or leave such rows out with na().drop().");
        }
        return ((Number) row.get(schema.id())).longValue();
    }

    private int indexOfId() {
        int at = 0;
        while (schema.kept()[at] != schema.id()) {
            at++;
        }
        return at;
    }

    /** The context, row after row, each value the nearest float32. */
    float[] context() {
        float[] values = new float[rows.size() * schema.context().length];
        int at = 0;
        for (Row row : rows) {
            for (int place : schema.context()) {
                values[at++] = nearest(row.get(place));
            }
        }
        return values;
    }

    /** The same in float64. */
    double[] exactContext() {
        double[] values = new double[rows.size() * schema.context().length];
        int at = 0;
        for (Row row : rows) {
            for (int place : schema.context()) {
                values[at++] = value(row.get(place));
            }
        }
        return values;
    }

    private static float nearest(Object value) {
        return value instanceof Number number ? number.floatValue() : (float) value(value);
    }

    /** A missing value is no number. */
    static double value(Object value) {
        if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        return value == null ? Double.NaN : ((Number) value).doubleValue();
    }
}
