package flashflow.spark.frames;

import flashflow.FlashFlowException;
import flashflow.preprocessing.FitStatistics;
import flashflow.preprocessing.Preprocessing;
import flashflow.spark.rows.RowPart;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.sql.Row;

/**
 * The rows of a partition, which are there once; first their number, then the columns.
 *
 * @param width columns without the number
 */
record FramePart(Iterator<Row> rows, int width) implements RowPart {
    private static final int BLOCK_ROWS = 1 << 14;

    @Override
    public void forEach(Visitor visitor) {
        forEach(BLOCK_ROWS, visitor);
    }

    private void forEach(int most, Visitor visitor) {
        long[] numbers = new long[most];
        double[] values = new double[most * width];
        while (rows.hasNext()) {
            int count = 0;
            while (count < most && rows.hasNext()) {
                copy(rows.next(), numbers, values, count++);
            }
            visitor.visit(numbers, values, count);
        }
    }

    private void copy(Row row, long[] numbers, double[] values, int at) {
        if (row.isNullAt(0)) {
            throw new FlashFlowException(
                    "The column of row numbers is null in a row; number all rows, or leave such rows out"
                            + " with na().drop().");
        }
        numbers[at] = ((Number) row.get(0)).longValue();
        for (int c = 0; c < width; c++) {
            values[at * width + c] = ContextBatch.value(row.get(c + 1));
        }
    }

    @Override
    public FitStatistics statistics(Preprocessing chains) {
        var sum = new FitStatistics.Sum();
        forEach(
                FitStatistics.BLOCK_ROWS,
                (numbers, values, count) -> sum.add(chains.statistics(Arrays.copyOf(numbers, count), values)));
        return sum.isEmpty() ? chains.statistics(new long[0], new double[0]) : sum.total();
    }
}
