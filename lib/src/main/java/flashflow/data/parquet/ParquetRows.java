package flashflow.data.parquet;

import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.data.Parallel;
import flashflow.data.RowRange;
import flashflow.data.RowSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chosen columns as rows. Missing values are NaN; a dataset of files leaves it to whoever opens it what becomes of rows with them.
 *
 * @param groups all row groups, in the order of the rows
 * @param cache of decoded columns, shared by all rows of these files
 * @param values the columns that become numbers, in the layout's order
 * @param types of these: their own, or float64 where a whole number may be missing
 * @param exact the columns that are carried along
 */
record ParquetRows(
        List<RowGroup> groups,
        ValuesCache cache,
        ColumnLayout layout,
        List<OfferedColumn> values,
        List<ColumnType> types,
        List<OfferedColumn> exact)
        implements RowSource {
    private static final int MOST_ROWS_AT_ONCE = 1 << 20;

    /** Fewer values are copied sooner by one thread. */
    private static final int WORTH_THREADS = 1 << 14;

    /** Consecutive rows of one row group; {@code done} rows were asked for before them. */
    private record Piece(RowGroup group, int first, int count, int done) {}

    /** What is done with the values of one column. */
    @FunctionalInterface
    private interface Work {
        void on(Piece piece, OfferedColumn column, int index);
    }

    @Override
    public int width() {
        return values.size();
    }

    @Override
    public long rowCount() {
        return groups.get(groups.size() - 1).endRow();
    }

    @Override
    public RowSource only(ColumnLayout wanted) {
        var places = wanted.columns().stream().map(layout.columns()::indexOf).toList();
        return new ParquetRows(
                groups,
                cache,
                wanted,
                places.stream().map(values::get).toList(),
                places.stream().map(types::get).toList(),
                exact);
    }

    @Override
    public int blockRows() {
        int most = groups.stream().mapToInt(RowGroup::rows).max().orElse(0);
        return most <= MOST_ROWS_AT_ONCE ? most : 0;
    }

    @Override
    public void read(long firstRow, int rows, float[] into, int offset) {
        forEach(firstRow, rows, values, (piece, column, index) -> {
            int at = offset + piece.done * width() + index;
            values(piece, column).copy(column.type(), column.rows(piece.first, piece.count), into, at, width());
        });
    }

    @Override
    public void readExact(long firstRow, int rows, double[] into, int offset) {
        forEach(firstRow, rows, values, (piece, column, index) -> {
            int at = offset + piece.done * width() + index;
            values(piece, column).copy(column.type(), column.rows(piece.first, piece.count), into, at, width());
        });
    }

    @Override
    public List<ExactColumn> readStored(long firstRow, int rows) {
        RowRange.check(firstRow, rows, rowCount());
        var pieces = pieces(firstRow, rows);
        return IntStream.range(0, width())
                .mapToObj(c -> ExactColumn.join(
                        pieces.stream().map(piece -> stored(piece, c)).toList()))
                .toList();
    }

    private ExactColumn stored(Piece piece, int index) {
        var column = values.get(index);
        var which = column.rows(piece.first, piece.count);
        var as = new CarriedColumn(column.name(), types.get(index));
        if (as.type().kind() != ColumnType.Kind.FLOAT) {
            return values(piece, column).exact(as, which);
        }
        double[] reals = new double[piece.count];
        values(piece, column).copy(column.type(), which, reals, 0, 1);
        return ExactColumn.of(as, reals);
    }

    @Override
    public List<CarriedColumn> carried() {
        return exact.stream().map(OfferedColumn::carriedColumn).toList();
    }

    @Override
    public List<ExactColumn> readCarried(long firstRow, int rows) {
        RowRange.check(firstRow, rows, rowCount());
        var pieces = pieces(firstRow, rows);
        return exact.stream()
                .map(column -> ExactColumn.join(
                        pieces.stream().map(piece -> carried(piece, column)).toList()))
                .toList();
    }

    private ExactColumn carried(Piece piece, OfferedColumn column) {
        var values = values(piece, column);
        var which = column.rows(piece.first, piece.count);
        int missing = values.firstUntellable(which);
        if (missing >= 0) {
            throw new FlashFlowException("File " + piece.group.part().file().path() + ", column '" + column.name()
                    + "', row " + (piece.group.firstRow() + piece.first + missing)
                    + ": the value is missing (null), and "
                    + column.carried() + " has nothing that stands for it; fill such values where the file is written,"
                    + " or do not carry the column.");
        }
        return values.exact(column.carriedColumn(), which);
    }

    private void forEach(long firstRow, int rows, List<OfferedColumn> columns, Work work) {
        RowRange.check(firstRow, rows, rowCount());
        var pieces = pieces(firstRow, rows);
        boolean many = columns.size() > 1 && (long) rows * columns.size() > WORTH_THREADS;
        Parallel.forEach(pieces.size() * columns.size(), many, i -> {
            int column = i % columns.size();
            work.on(pieces.get(i / columns.size()), columns.get(column), column);
        });
    }

    private ColumnValues values(Piece piece, OfferedColumn column) {
        var group = piece.group;
        return cache.get(group.number(), column.source(), () -> group.read(column.source(), column.list()));
    }

    private List<Piece> pieces(long firstRow, int rows) {
        var pieces = new ArrayList<Piece>();
        int group = groupOf(firstRow);
        for (int done = 0; done < rows || pieces.isEmpty(); group++) {
            var next = groups.get(group);
            long first = firstRow + done - next.firstRow();
            int count = (int) Math.min(rows - done, next.rows() - first);
            pieces.add(new Piece(next, (int) first, count, done));
            done += count;
        }
        return pieces;
    }

    /** By halving; the last one for a row behind all. */
    private int groupOf(long row) {
        int low = 0;
        int high = groups.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (groups.get(middle).firstRow() <= row) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
