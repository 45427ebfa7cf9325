package flashflow.data;

import flashflow.FlashFlowException;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/**
 * Rows of float32 values, context columns first, then targets; the one way in which the rest of the library meets data.
 * Whatever implements it can be trained on, evaluated, generated from and drawn; it has to be safe for use by several threads
 * at once.
 */
public interface RowSource extends AutoCloseable {
    /** Names of the columns of a row. */
    ColumnLayout layout();

    /** Number of values in a row, C + D. */
    default int width() {
        return layout().width();
    }

    /** Number of rows. */
    long rowCount();

    /**
     * Reads consecutive rows.
     *
     * @param firstRow index of the first row, 0 to rowCount() - 1
     * @param rows how many
     * @param into receives rows x width() values, row after row, from index {@code offset} on
     * @param offset where in {@code into} to begin
     * @throws flashflow.FlashFlowException if the rows cannot be read or hold NaN or infinity
     */
    void read(long firstRow, int rows, float[] into, int offset);

    /**
     * Reads consecutive rows as {@link #read} does, and looks for NaN and infinity among the values, which go through the
     * processor once where a source does it piece by piece. None need override it.
     *
     * @return index in {@code into} of the first value that is not finite, or -1
     * @throws flashflow.FlashFlowException as {@link #read}
     */
    default int readChecked(long firstRow, int rows, float[] into, int offset) {
        read(firstRow, rows, into, offset);
        return Finite.firstBad(into, offset, offset + rows * width());
    }

    /**
     * Reads consecutive rows in float64, before anything is rounded to float32. A source whose values are float32 from the
     * start need not override it.
     *
     * @param into receives rows x width() values, row after row, from index {@code offset} on
     * @throws flashflow.FlashFlowException as {@link #read}
     */
    default void readExact(long firstRow, int rows, double[] into, int offset) {
        float[] values = new float[Math.multiplyExact(rows, width())];
        read(firstRow, rows, values, 0);
        for (int i = 0; i < values.length; i++) {
            into[offset + i] = values[i];
        }
    }

    /** Types in which the layout's columns are kept; what {@link #read} gives is their nearest float32. Float32 by default. */
    default List<ColumnType> types() {
        return Collections.nCopies(width(), ColumnType.FLOAT32);
    }

    /** Whether {@link #read} rounds no value, because of the {@link #types}. */
    default boolean fitsFloat32() {
        return types().stream().allMatch(ColumnType::fitsFloat32);
    }

    /**
     * The layout's columns of consecutive rows as they are kept, also whole numbers that float64 rounds. A source whose
     * {@link #readExact} rounds nothing need not override it.
     *
     * @throws flashflow.FlashFlowException if they cannot be read
     */
    default List<ExactColumn> readStored(long firstRow, int rows) {
        double[] values = new double[Math.multiplyExact(rows, width())];
        readExact(firstRow, rows, values, 0);
        var names = layout().columns();
        return IntStream.range(0, names.size())
                .mapToObj(c -> ExactColumn.of(
                        new CarriedColumn(names.get(c), ColumnType.FLOAT64),
                        IntStream.range(0, rows)
                                .mapToDouble(i -> values[i * names.size() + c])
                                .toArray()))
                .toList();
    }

    /** Columns that go along with the rows exactly, beside the {@link #layout}'s float32 values; none by default. */
    default List<CarriedColumn> carried() {
        return List.of();
    }

    /**
     * The {@link #carried} columns of consecutive rows, in their order.
     *
     * @throws flashflow.FlashFlowException if they cannot be read
     */
    default List<ExactColumn> readCarried(long firstRow, int rows) {
        return List.of();
    }

    /**
     * Only some of the {@link #layout}'s columns, without reading the others where that can be; {@link ChosenColumns#of} checks
     * the names. The same columns are carried. To be closed is this source, not what comes back.
     *
     * @param columns names of the layout, in any order
     */
    default RowSource only(ColumnLayout columns) {
        var there = layout().columns();
        return ChosenColumns.at(
                this, columns, columns.columns().stream().map(there::indexOf).toList());
    }

    /** How many rows are read at once most cheaply, for instance the rows of a compressed chunk; 0 if it does not matter. */
    default int blockRows() {
        return 0;
    }

    /** Names of the files that the rows come from, without folders; none where they come from elsewhere, or that is not known. */
    default List<String> fileNames() {
        return List.of();
    }

    /**
     * The first rows as a table, all of them if there are fewer; columns of a type that float32 does not hold come as float64,
     * the others as float32.
     */
    default Table head(long rows) {
        long count = Math.min(rows, rowCount());
        int width = layout().width();
        if (count > (Integer.MAX_VALUE - 64) / width) {
            throw new FlashFlowException("A table of " + count + " rows of " + width
                    + " columns does not fit into memory; take fewer rows with head(n) or a limit.");
        }
        var blocks = Blocks.of(this).upTo(count);
        if (!fitsFloat32()) {
            double[] exact = new double[(int) count * width];
            blocks.inOrder((first, some) -> readExact(first, some, exact, (int) first * width));
            return RowTables.table(layout().columns(), types(), exact, (int) count);
        }
        float[] values = new float[(int) count * width];
        blocks.inOrder((first, some) -> read(first, some, values, (int) first * width));
        return RowTables.table(layout().columns(), values, (int) count);
    }

    /** All rows as a table of C + D columns. */
    default Table table() {
        return head(rowCount());
    }

    /** The context columns of all rows, C columns. */
    default Table context() {
        return columns(layout().context());
    }

    /** The target columns of all rows, D columns. */
    default Table targets() {
        return columns(layout().targets());
    }

    private Table columns(List<String> names) {
        return table().selectColumns(names.toArray(String[]::new));
    }

    /** Mean, deviation, extremes and NaN count of each column, found in one pass; see {@link ColumnStatistics}. */
    default Table statistics() {
        return ColumnStatistics.of(this).table();
    }

    @Override
    default void close() {}
}
