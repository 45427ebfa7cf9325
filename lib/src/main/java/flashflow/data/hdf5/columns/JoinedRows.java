package flashflow.data.hdf5.columns;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.data.RowRange;
import flashflow.data.RowSource;
import flashflow.data.hdf5.reading.ElementType;
import java.util.ArrayList;
import java.util.List;

/** Columns of several datasets, side by side. */
final class JoinedRows implements RowSource {
    private final ColumnReader reader;
    private final long rowCount;
    private final ColumnLayout layout;
    private final List<StoredColumn> columns;
    private final List<StoredColumn> carried;
    private final FloatColumns floats;

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
        return exact(columns, firstRow, rows);
    }

    @Override
    public List<CarriedColumn> carried() {
        return carried.stream().map(StoredColumn::carried).toList();
    }

    @Override
    public List<ExactColumn> readCarried(long firstRow, int rows) {
        return exact(carried, firstRow, rows);
    }

    private List<ExactColumn> exact(List<StoredColumn> wanted, long firstRow, int rows) {
        RowRange.check(firstRow, rows, rowCount);
        var numbers = wanted.stream().filter(column -> !column.isText()).toList();
        int values = 2 * numbers.size();
        float[] bits = new float[Math.multiplyExact(rows, values)];
        if (values > 0 && rows > 0) {
            var halves = FloatColumns.of(numbers, 2, reader::bits);
            reader.storage().reading(() -> {
                halves.read(firstRow, rows, bits, 0);
                return null;
            });
        }
        var exact = new ArrayList<ExactColumn>();
        int at = 0;
        for (StoredColumn column : wanted) {
            exact.add(column.isText() ? reader.texts(column, firstRow, rows) : exact(column, bits, 2 * at++, values));
        }
        return exact;
    }

    private static ExactColumn exact(StoredColumn column, float[] bits, int at, int step) {
        long[] values = new long[step == 0 ? 0 : bits.length / step];
        for (int row = 0; row < values.length; row++) {
            values[row] = ElementType.joined(bits[row * step + at], bits[row * step + at + 1]);
        }
        if (column.type().kind() != ColumnType.Kind.FLOAT) {
            return ExactColumn.of(column.carried(), values);
        }
        double[] reals = new double[values.length];
        for (int row = 0; row < reals.length; row++) {
            reals[row] = Double.longBitsToDouble(values[row]);
        }
        return ExactColumn.of(column.carried(), reals);
    }
}
