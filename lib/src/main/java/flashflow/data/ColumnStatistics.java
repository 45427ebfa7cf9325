package flashflow.data;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Mean, standard deviation, minimum, maximum and count of non-finite values of each column, in one pass over the rows and before they
 * are rounded to float32.
 */
public final class ColumnStatistics {
    private final List<String> columns;
    private final long rows;
    private final Moments[] moments;

    private ColumnStatistics(RowSource source) {
        this.columns = source.layout().columns();
        this.rows = source.rowCount();
        this.moments = new Moments[columns.size()];
        Arrays.fill(moments, Moments.NONE);
    }

    /** Reads all rows of a source once. */
    public static ColumnStatistics of(RowSource source) {
        var statistics = new ColumnStatistics(source);
        if (source.fitsFloat32()) {
            Blocks.of(source).read(source, (values, first, count) -> statistics.add(values, count));
        } else {
            Blocks.of(source).readExact(source, (values, first, count) -> statistics.add(values, count));
        }
        return statistics;
    }

    private void add(double[] values, int count) {
        double[] column = new double[count];
        for (int c = 0; c < moments.length; c++) {
            for (int i = 0, at = c; i < count; i++, at += moments.length) {
                column[i] = values[at];
            }
            moments[c] = moments[c].plus(Moments.of(column, count));
        }
    }

    private void add(float[] values, int count) {
        double[] column = new double[count];
        for (int c = 0; c < moments.length; c++) {
            for (int i = 0, at = c; i < count; i++, at += moments.length) {
                column[i] = values[at];
            }
            moments[c] = moments[c].plus(Moments.of(column, count));
        }
    }

    /** Number of finite values of a column. */
    public long count(int column) {
        return moments[column].count();
    }

    /** Mean of the finite values; NaN if there is none. */
    public double mean(int column) {
        return moments[column].count() == 0 ? Double.NaN : moments[column].mean();
    }

    /** Standard deviation of the finite values, with n - 1; NaN for fewer than two. */
    public double deviation(int column) {
        return moments[column].sampleDeviation();
    }

    /** Smallest finite value; positive infinity if there is none. */
    public double min(int column) {
        return moments[column].min();
    }

    /** Largest finite value; negative infinity if there is none. */
    public double max(int column) {
        return moments[column].max();
    }

    /** Number of values that are NaN or infinite; above 0 only for sources opened with {@link NonFinite#KEEP}. */
    public long nonFinite(int column) {
        return rows - moments[column].count();
    }

    /** One row per column: {@code column, mean, deviation, min, max, nan}. */
    public Table table() {
        var names = StringColumn.create("column", columns);
        var table = Table.create("column statistics", names);
        table.addColumns(
                number("mean", this::mean),
                number("deviation", this::deviation),
                number("min", this::min),
                number("max", this::max),
                LongColumn.create(
                        "nan",
                        IntStream.range(0, moments.length)
                                .mapToLong(this::nonFinite)
                                .toArray()));
        return table;
    }

    private DoubleColumn number(String name, IntToDoubleFunction value) {
        return DoubleColumn.create(
                name, IntStream.range(0, moments.length).mapToDouble(value).toArray());
    }
}
