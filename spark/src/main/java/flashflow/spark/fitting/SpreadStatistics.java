package flashflow.spark.fitting;

import flashflow.spark.rows.RowChoice;
import flashflow.spark.rows.SpreadRows;
import flashflow.spark.summaries.Distribution;
import flashflow.spark.summaries.Edges;
import flashflow.spark.summaries.Look;
import flashflow.spark.summaries.SampleSummary;
import flashflow.spark.summaries.Summaries;
import flashflow.spark.summaries.SummaryPlan;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Ranges, means, deviations and quantiles of columns, over all rows. */
public final class SpreadStatistics {
    private final List<String> names;
    private final List<Edges> edges;
    private final SampleSummary seen;

    private SpreadStatistics(List<String> names, List<Edges> edges, SampleSummary seen) {
        this.names = names;
        this.edges = edges;
        this.seen = seen;
    }

    /** Reads all rows once. */
    public static SpreadStatistics of(SpreadRows rows) {
        var edges = Arrays.stream(Look.of(rows)).map(Look::edges).toList();
        var plan = new SummaryPlan(edges, null, List.of(), 1, 0, RowChoice.none());
        var seen = Summaries.of(
                "FlashFlow: statistics of " + rows.count() + " rows", List.of(new Summaries.Question(rows, plan)));
        return new SpreadStatistics(rows.columns(), edges, seen.get(0));
    }

    /**
     * One row for each column: {@code column, mean, deviation, min, max, nan} as {@link flashflow.data.ColumnStatistics} has them,
     * and the quantiles {@code q05, q25, q50, q75, q95}, which come of a histogram.
     */
    public Table table() {
        var table = Table.create(
                "column statistics",
                StringColumn.create("column", names),
                numbers("mean", c -> seen.column(c).moments().mean()),
                numbers("deviation", c -> seen.column(c).moments().sampleDeviation()),
                numbers("min", c -> seen.column(c).moments().min()),
                numbers("max", c -> seen.column(c).moments().max()),
                LongColumn.create(
                        "nan",
                        IntStream.range(0, names.size())
                                .mapToLong(c ->
                                        seen.rows() - seen.column(c).moments().count())
                                .toArray()));
        for (String percent : List.of("05", "25", "50", "75", "95")) {
            double p = Integer.parseInt(percent) / 100.0;
            table.addColumns(numbers("q" + percent, c -> quantile(c, p)));
        }
        return table;
    }

    private DoubleColumn numbers(String name, IntToDoubleFunction number) {
        return DoubleColumn.create(
                name, IntStream.range(0, names.size()).mapToDouble(number).toArray());
    }

    private Distribution distribution(int column) {
        return seen.column(column).distribution(edges.get(column));
    }

    /** A quantile of a column's finite values; NaN where there is none. */
    public double quantile(int column, double p) {
        return seen.column(column).moments().count() == 0
                ? Double.NaN
                : distribution(column).quantile(p);
    }

    /** Between which numbers a quantile of all values lies for certain. */
    public Distribution.Bounds quantileBounds(int column, double p) {
        return distribution(column).quantileBounds(p);
    }
}
