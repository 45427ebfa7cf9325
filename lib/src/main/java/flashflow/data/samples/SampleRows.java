package flashflow.data.samples;

import flashflow.FlashFlowException;
import flashflow.data.ColumnFinder;
import flashflow.data.NonFinite;
import flashflow.data.columns.ColumnDataset;
import flashflow.data.selection.Condition;
import flashflow.random.Purpose;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.selection.Selection;

/**
 * The rows of a sample, or of one member of an ensemble. Columns are looked for in the rows first, then in their context.
 *
 * @param rows the sample
 * @param context a row for each of them, or empty where the rows have all columns
 * @param weight column of the weights, in full; empty where all rows weigh the same
 */
public record SampleRows(Table rows, Optional<Table> context, String weight) {
    /** Of a column that only gives a condition its rows. */
    private static final String ROW = "row number";

    static SampleRows of(Table rows) {
        return new SampleRows(rows, Optional.empty(), "");
    }

    /** The table that has a column: its full name, or the end of it; the rows where neither does. */
    public Table home(String column) {
        boolean there = ColumnFinder.in(rows).find(column).isPresent();
        return context.filter(
                        table -> !there && ColumnFinder.in(table).find(column).isPresent())
                .orElse(rows);
    }

    /** The same for a column that others are seen against: in the context first. */
    public Table contextHome(String column) {
        return context.filter(table -> ColumnFinder.in(table).find(column).isPresent()
                        || ColumnFinder.in(rows).find(column).isEmpty())
                .orElse(rows);
    }

    /** Whether rows differ in weight. */
    public boolean isWeighted() {
        return !weight.isEmpty();
    }

    /** One for each row, finite; ones where all weigh the same. */
    public double[] weights() {
        if (!isWeighted()) {
            double[] ones = new double[rows.rowCount()];
            Arrays.fill(ones, 1);
            return ones;
        }
        return ColumnFinder.numeric(home(weight), weight).asDoubleArray();
    }

    SampleRows weighted(String column, String sample) {
        var numbers = ColumnFinder.numeric(home(column), column);
        double[] values = numbers.asDoubleArray();
        for (int row = 0; row < values.length; row++) {
            if (!Double.isFinite(values[row])) {
                throw new FlashFlowException(
                        "The weight '" + numbers.name() + "' of row " + row + " of the sample '" + sample + "' is "
                                + values[row] + "; give finite weights, or leave such rows out by where(...).");
            }
        }
        return new SampleRows(rows, context, numbers.name());
    }

    SampleRows in(Table itsContext, String sample) {
        if (itsContext.rowCount() != rows.rowCount()) {
            throw new FlashFlowException("The context has " + itsContext.rowCount() + " rows and the sample '" + sample
                    + "' " + rows.rowCount() + "; give one that belongs to it row by row, before any cuts.");
        }
        return new SampleRows(rows, Optional.of(itsContext), weight);
    }

    /** The rows for which a condition holds; {@code nan} counts those in which a comparison with NaN decided. */
    SampleRows where(Condition condition, LongAdder nan) {
        var table = Table.create(DoubleColumn.create(ROW, rows.rowCount()));
        for (String wanted : condition.columns()) {
            var home = home(wanted);
            String name = ColumnFinder.in(home).name(wanted);
            if (!table.containsColumn(name)) {
                table.addColumns(home.column(name));
            }
        }
        try (var source = ColumnDataset.of(table)
                .targets(ROW)
                .carry(condition.columns().toArray(String[]::new))
                .nonFinite(NonFinite.KEEP)
                .open()) {
            boolean[] holds = condition.holds(source, nan);
            return chosen(row -> holds[row]);
        }
    }

    /**
     * Rows that all weigh the same and are distributed as the weighted ones: each is kept with its weight over the largest, by
     * von Neumann's rejection.
     */
    SampleRows unweighted(long seed, String sample) {
        if (!isWeighted()) {
            return this;
        }
        double[] weights = weights();
        double largest = Arrays.stream(weights).max().orElse(0);
        if (!(largest > 0) || Arrays.stream(weights).anyMatch(w -> w < 0)) {
            throw new FlashFlowException("The weights '" + weight + "' of the sample '" + sample + "' are "
                    + (largest > 0 ? "negative in some rows" : "nowhere above 0")
                    + ", and statistics of rows need weights of 0 and more; plots take negative ones.");
        }
        var draws = Purpose.VALIDATION.stream(seed, rows.rowCount());
        double[] drawn = new double[weights.length];
        Arrays.setAll(drawn, row -> draws.uniform());
        var kept = chosen(row -> drawn[row] * largest < weights[row]);
        return new SampleRows(kept.rows, kept.context, "");
    }

    private SampleRows chosen(IntPredicate keeps) {
        int[] kept = IntStream.range(0, rows.rowCount()).filter(keeps).toArray();
        return new SampleRows(only(rows, kept), context.map(table -> only(table, kept)), weight);
    }

    private static Table only(Table table, int[] kept) {
        return table.where(Selection.with(kept)).setName(table.name());
    }

    /** The rows, with those columns of their context that they lack or without. */
    Table table(boolean withContext) {
        var whole = rows.copy();
        context.filter(table -> withContext).ifPresent(table -> table.columns().stream()
                .filter(column -> !whole.containsColumn(column.name()))
                .forEach(column -> whole.addColumns(column)));
        return whole;
    }
}
