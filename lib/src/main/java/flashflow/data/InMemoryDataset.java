package flashflow.data;

import flashflow.FlashFlowException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tech.tablesaw.api.Table;

/** Rows held in memory; for small samples, tests and tables made in a notebook. */
public final class InMemoryDataset implements RowSource {
    private final ColumnLayout layout;
    private final float[] rows;
    private final List<String> warnings;

    private InMemoryDataset(ColumnLayout layout, float[] rows, List<String> warnings) {
        this.layout = layout;
        this.rows = rows;
        this.warnings = warnings;
    }

    /**
     * Takes rows as they are; the array is not copied and must not be changed afterwards.
     *
     * @param rows N x W values, context columns first, row after row
     * @throws FlashFlowException if the values are no whole number of rows, there are none, or one is not finite
     */
    public static InMemoryDataset of(ColumnLayout layout, float[] rows) {
        if (rows.length == 0) {
            throw new FlashFlowException("An array of 0 values holds no rows; give rows x columns values.");
        }
        var dataset = unchecked(layout, rows);
        int width = layout.width();
        int bad = Finite.firstBad(rows, 0, rows.length);
        if (bad >= 0) {
            throw new FlashFlowException("Row " + bad / width + ", column '"
                    + layout.columns().get(bad % width) + "' of the array is " + rows[bad] + "; drop such rows first.");
        }
        return dataset;
    }

    /**
     * Takes rows as they are, NaN and infinity too, as {@link NonFinite#KEEP} does; the array is not copied.
     *
     * @throws FlashFlowException if the values are no whole number of rows
     */
    public static InMemoryDataset unchecked(ColumnLayout layout, float[] rows) {
        int width = layout.width();
        if (rows.length % width != 0) {
            throw new FlashFlowException("An array of " + rows.length + " values is no whole number of rows of " + width
                    + " columns; give rows x columns values.");
        }
        return new InMemoryDataset(layout, rows, List.of());
    }

    /** Takes the columns of a layout from a table, by name; prints what {@link #warnings} tells. */
    public static InMemoryDataset of(ColumnLayout layout, Table table) {
        var rows = of(layout, RowTables.rows(table, layout.columns())).rows;
        var rounded = new RoundedColumns();
        rounded.add(table, layout.columns());
        var warnings = rounded.sentences();
        warnings.forEach(sentence -> System.err.println("Warning: " + sentence));
        return new InMemoryDataset(layout, rows, warnings);
    }

    /** Copies all rows of another source into memory. */
    public static InMemoryDataset copyOf(RowSource source) {
        long values = source.rowCount() * source.layout().width();
        if (values > Integer.MAX_VALUE - 64) {
            throw new FlashFlowException("A source of " + source.rowCount() + " rows of "
                    + source.layout().width() + " columns does not fit into one array; use a limit.");
        }
        float[] rows = new float[(int) values];
        source.read(0, (int) source.rowCount(), rows, 0);
        return of(source.layout(), rows);
    }

    /** What a user should know, in sentences: numbers of the table that float32 does not hold. */
    public List<String> warnings() {
        return warnings;
    }

    /** Rows, columns and {@link #warnings}. */
    @Override
    public String toString() {
        String sizes = String.format(
                Locale.ROOT,
                "%,d rows of %d context and %d target columns in memory",
                rowCount(),
                layout.context().size(),
                layout.targets().size());
        return sizes + warnings.stream().map(line -> "\nWarning: " + line).collect(Collectors.joining());
    }

    @Override
    public ColumnLayout layout() {
        return layout;
    }

    @Override
    public long rowCount() {
        return rows.length / layout.width();
    }

    @Override
    public void read(long firstRow, int count, float[] into, int offset) {
        RowRange.check(firstRow, count, rowCount());
        int width = layout.width();
        System.arraycopy(rows, (int) firstRow * width, into, offset, count * width);
    }

    @Override
    public void readExact(long firstRow, int count, double[] into, int offset) {
        RowRange.check(firstRow, count, rowCount());
        int first = (int) firstRow * layout.width();
        for (int i = 0; i < count * layout.width(); i++) {
            into[offset + i] = rows[first + i];
        }
    }
}
