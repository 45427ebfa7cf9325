package flashflow.data;

import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Mean, standard deviation, minimum, maximum and count of non-finite values of each column, in one pass over the rows. */
public final class ColumnStatistics {
    private final List<String> columns;
    private final ColumnMoments[] moments;

    private ColumnStatistics(List<String> columns) {
        this.columns = columns;
        this.moments = new ColumnMoments[columns.size()];
        for (int i = 0; i < moments.length; i++) {
            moments[i] = new ColumnMoments();
        }
    }

    /** Reads all rows of a source once. */
    public static ColumnStatistics of(RowSource source) {
        var statistics = new ColumnStatistics(source.layout().columns());
        int width = source.layout().width();
        int block = RowScan.rowsAtOnce(source.blockRows(), width);
        float[] rows = new float[Math.multiplyExact((int) Math.min(block, source.rowCount()), width)];
        for (long first = 0; first < source.rowCount(); first += block) {
            int count = (int) Math.min(block, source.rowCount() - first);
            source.read(first, count, rows, 0);
            statistics.add(rows, count);
        }
        return statistics;
    }

    private void add(float[] rows, int count) {
        for (int c = 0; c < moments.length; c++) {
            moments[c].addColumn(rows, c, moments.length, count);
        }
    }

    /** Number of finite values of a column. */
    public long count(int column) {
        return moments[column].count();
    }

    /** Mean of the finite values. */
    public double mean(int column) {
        return moments[column].mean();
    }

    /** Standard deviation of the finite values, with n - 1; NaN for fewer than two. */
    public double deviation(int column) {
        return moments[column].deviation();
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
        return moments[column].nonFinite();
    }

    /** One row per column: {@code column, mean, deviation, min, max, nan}. */
    public Table table() {
        var names = StringColumn.create("column", columns);
        var table = Table.create("column statistics", names);
        table.addColumns(
                number("mean", ColumnMoments::mean),
                number("deviation", ColumnMoments::deviation),
                number("min", ColumnMoments::min),
                number("max", ColumnMoments::max),
                LongColumn.create(
                        "nan",
                        java.util.stream.Stream.of(moments)
                                .mapToLong(ColumnMoments::nonFinite)
                                .toArray()));
        return table;
    }

    private DoubleColumn number(String name, java.util.function.ToDoubleFunction<ColumnMoments> value) {
        return DoubleColumn.create(
                name, java.util.stream.Stream.of(moments).mapToDouble(value).toArray());
    }
}
