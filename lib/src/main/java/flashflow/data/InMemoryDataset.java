package flashflow.data;

import flashflow.FlashFlowException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/** Rows held in memory; for small samples, tests and tables made in a notebook. */
public final class InMemoryDataset implements RowSource {
    private final ColumnLayout layout;
    private final float[] rows;
    /** By their places, the columns of which float32 would lose something, as they are. */
    private final Map<Integer, ExactColumn> exact;

    private final List<String> warnings;

    private InMemoryDataset(ColumnLayout layout, float[] rows, Map<Integer, ExactColumn> exact, List<String> warnings) {
        this.layout = layout;
        this.rows = rows;
        this.exact = exact;
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
            throw refuse(layout, bad / width, bad % width, rows[bad]);
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
        return new InMemoryDataset(layout, rows, Map.of(), List.of());
    }

    /**
     * Takes the columns of a layout from a table, by name, those exactly of which float32 would lose something; prints what
     * {@link #warnings} tells.
     */
    public static InMemoryDataset of(ColumnLayout layout, Table table) {
        if (table.rowCount() == 0) {
            throw new FlashFlowException(RowTables.called(table) + " has no rows; give at least one.");
        }
        var dataset = copyOf(TableRows.of(layout, table));
        new Warnings(dataset.warnings).print();
        return dataset;
    }

    /** Copies all rows of another source into memory, and those columns exactly of which float32 would lose something. */
    public static InMemoryDataset copyOf(RowSource source) {
        long values = source.rowCount() * source.layout().width();
        if (values > Integer.MAX_VALUE - 64) {
            throw new FlashFlowException("A source of " + source.rowCount() + " rows of "
                    + source.layout().width() + " columns does not fit into one array; use a limit.");
        }
        float[] rows = new float[(int) values];
        if (source.fitsFloat32()) {
            source.read(0, (int) source.rowCount(), rows, 0);
            return of(source.layout(), rows);
        }
        Blocks.of(source)
                .readExact(source, (block, first, count) -> narrow(source.layout(), block, rows, (int) first, count));
        var losses = Float32Losses.of(source);
        return new InMemoryDataset(source.layout(), rows, exactColumns(source, losses.columns()), losses.sentences());
    }

    private static void narrow(ColumnLayout layout, double[] block, float[] into, int firstRow, int rows) {
        int width = layout.width();
        for (int i = 0; i < rows * width; i++) {
            if (!Double.isFinite(block[i])) {
                throw refuse(layout, firstRow + i / width, i % width, block[i]);
            }
            into[firstRow * width + i] = (float) block[i];
        }
    }

    private static FlashFlowException refuse(ColumnLayout layout, int row, int column, double value) {
        return new FlashFlowException("Row " + row + ", column '"
                + layout.columns().get(column) + "' of the array is " + value + "; drop such rows first.");
    }

    private static Map<Integer, ExactColumn> exactColumns(RowSource source, Set<String> names) {
        if (names.isEmpty()) {
            return Map.of();
        }
        var stored = source.readStored(0, (int) source.rowCount());
        var columns = source.layout().columns();
        return IntStream.range(0, stored.size())
                .filter(c -> names.contains(columns.get(c)))
                .boxed()
                .collect(Collectors.toMap(c -> c, stored::get));
    }

    /** What a user should know, in sentences: numbers of the table, or of the copied source, that float32 does not hold. */
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
        return sizes + new Warnings(warnings).lines();
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
        int bad = exact.isEmpty() ? -1 : Finite.firstBad(into, offset, offset + count * width);
        if (bad >= 0) {
            refuseLarge((int) firstRow + (bad - offset) / width, (bad - offset) % width);
        }
    }

    private void refuseLarge(int row, int column) {
        if (exact.containsKey(column)) {
            throw new FlashFlowException("Row " + row + ", column '"
                    + layout.columns().get(column) + "' is "
                    + exact.get(column).textAt(row)
                    + ", which does not fit float32 (at most 3.4e38); train a model whose preprocessing is fitted on these"
                    + " data, which scales it in float64, or scale it before.");
        }
    }

    @Override
    public List<ColumnType> types() {
        return IntStream.range(0, width())
                .mapToObj(c -> exact.containsKey(c) ? exact.get(c).type() : ColumnType.FLOAT32)
                .toList();
    }

    @Override
    public void readExact(long firstRow, int count, double[] into, int offset) {
        RowRange.check(firstRow, count, rowCount());
        int width = layout.width();
        for (int i = 0; i < count * width; i++) {
            into[offset + i] = rows[(int) firstRow * width + i];
        }
        exact.forEach((column, values) -> {
            for (int i = 0; i < count; i++) {
                into[offset + i * width + column] = values.doubleAt((int) firstRow + i);
            }
        });
    }

    @Override
    public List<ExactColumn> readStored(long firstRow, int count) {
        var stored = new ArrayList<>(RowSource.super.readStored(firstRow, count));
        exact.forEach((column, values) -> stored.set(column, values.rows((int) firstRow, count)));
        return stored;
    }
}
