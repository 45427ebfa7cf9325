package flashflow.data.hdf5.columns;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.data.RowRange;
import flashflow.data.RowSource;
import java.util.List;

/** Columns of several datasets, side by side. */
final class JoinedRows implements RowSource {
    private final ColumnReader reader;
    private final long rowCount;
    private final ColumnLayout layout;
    private final List<StoredColumn> columns;
    private final List<StoredColumn> carried;
    private final FloatColumns floats;
    /** Opened when they are first asked for; most readers never ask. */
    private ExactColumns stored;

    private ExactColumns carriedExactly;

    /**
     * Joins columns.
     *
     * @param columns those of the layout, in its order
     * @param carried columns that are read exactly
     */
    JoinedRows(
            ColumnReader reader,
            long rowCount,
            ColumnLayout layout,
            List<StoredColumn> columns,
            List<StoredColumn> carried) {
        this.reader = reader;
        this.rowCount = rowCount;
        this.layout = layout;
        this.columns = columns;
        this.carried = carried;
        this.floats = FloatColumns.of(columns, 1, reader::floats);
        reader.cache().atLeast(floats.chunkBytes());
    }

    @Override
    public ColumnLayout layout() {
        return layout;
    }

    @Override
    public int width() {
        return columns.size();
    }

    @Override
    public long rowCount() {
        return rowCount;
    }

    @Override
    public RowSource only(ColumnLayout wanted) {
        var there = layout.columns();
        var found = wanted.columns().stream()
                .map(name -> columns.get(there.indexOf(name)))
                .toList();
        return new JoinedRows(reader, rowCount, wanted, found, carried);
    }

    @Override
    public int blockRows() {
        return floats.blockRows();
    }

    @Override
    public List<ColumnType> types() {
        return columns.stream().map(StoredColumn::type).toList();
    }

    @Override
    public void read(long firstRow, int rows, float[] into, int offset) {
        RowRange.check(firstRow, rows, rowCount);
        reader.storage().reading(() -> {
            floats.read(firstRow, rows, into, offset);
            return null;
        });
    }

    @Override
    public void readExact(long firstRow, int rows, double[] into, int offset) {
        if (fitsFloat32()) {
            RowSource.super.readExact(firstRow, rows, into, offset);
            return;
        }
        var exact = readStored(firstRow, rows);
        for (int c = 0; c < exact.size(); c++) {
            var column = exact.get(c);
            for (int row = 0; row < rows; row++) {
                into[offset + row * width() + c] = column.doubleAt(row);
            }
        }
    }

    @Override
    public List<ExactColumn> readStored(long firstRow, int rows) {
        RowRange.check(firstRow, rows, rowCount);
        return stored().read(firstRow, rows);
    }

    @Override
    public List<CarriedColumn> carried() {
        return carried.stream().map(StoredColumn::carried).toList();
    }

    @Override
    public List<ExactColumn> readCarried(long firstRow, int rows) {
        RowRange.check(firstRow, rows, rowCount);
        return carriedExactly().read(firstRow, rows);
    }

    private synchronized ExactColumns stored() {
        stored = stored == null ? new ExactColumns(reader, columns) : stored;
        return stored;
    }

    private synchronized ExactColumns carriedExactly() {
        carriedExactly = carriedExactly == null ? new ExactColumns(reader, carried) : carriedExactly;
        return carriedExactly;
    }
}
