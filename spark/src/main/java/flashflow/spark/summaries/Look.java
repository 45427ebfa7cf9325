package flashflow.spark.summaries;

import flashflow.data.RowSource;
import flashflow.spark.rows.SpreadRows;
import java.util.Arrays;
import java.util.stream.IntStream;

/** A bounded number of rows from all over, by which edges and scales are chosen before all are read. */
public final class Look {
    private static final int ROWS = 1 << 15;
    private static final int STRETCHES = 64;

    private Look() {}

    /** The finite values of each column in stretches of rows at even distances. */
    public static double[][] of(SpreadRows rows) {
        try (var source = rows.look()) {
            double[] values = values(source);
            int width = source.width();
            double[][] columns = new double[width][];
            for (int c = 0; c < width; c++) {
                int column = c;
                columns[c] = IntStream.range(0, values.length / width)
                        .mapToDouble(i -> values[i * width + column])
                        .filter(Double::isFinite)
                        .toArray();
            }
            return columns;
        }
    }

    private static double[] values(RowSource source) {
        long rows = source.rowCount();
        int stretches = rows > ROWS ? STRETCHES : 1;
        int count = (int) Math.min(rows, ROWS) / stretches;
        double[] values = new double[stretches * count * source.width()];
        for (int i = 0; i < stretches; i++) {
            long first = stretches == 1 ? 0 : (rows - count) / (stretches - 1) * i;
            source.readExact(first, count, values, i * count * source.width());
        }
        return values;
    }

    /** Edges for a column of several samples; those of zero where nothing is finite. */
    public static Edges edges(double[]... columns) {
        double[] all = Arrays.stream(columns).flatMapToDouble(Arrays::stream).toArray();
        return Edges.of(all.length == 0 ? new double[1] : all);
    }
}
