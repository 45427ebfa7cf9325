package flashflow.data.columns;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.data.RowRange;
import flashflow.data.RowSource;
import java.util.List;

/**
 * Rows of columns in memory.
 *
 * @param values columns of numbers, those of the layout
 */
record MemoryRows(ColumnLayout layout, List<ExactColumn> values, List<ExactColumn> exact) implements RowSource {
    @Override
    public int width() {
        return values.size();
    }

    @Override
    public long rowCount() {
        return values.get(0).size();
    }

    @Override
    public void read(long firstRow, int rows, float[] into, int offset) {
        RowRange.check(firstRow, rows, rowCount());
        for (int c = 0; c < width(); c++) {
            var column = values.get(c);
            for (int i = 0; i < rows; i++) {
                into[offset + i * width() + c] = column.floatAt((int) firstRow + i);
            }
        }
    }

    @Override
    public void readExact(long firstRow, int rows, double[] into, int offset) {
        RowRange.check(firstRow, rows, rowCount());
        for (int c = 0; c < width(); c++) {
            var column = values.get(c);
            for (int i = 0; i < rows; i++) {
                into[offset + i * width() + c] = column.doubleAt((int) firstRow + i);
            }
        }
    }

    @Override
    public List<ColumnType> types() {
        return values.stream().map(ExactColumn::type).toList();
    }

    @Override
    public List<ExactColumn> readStored(long firstRow, int rows) {
        RowRange.check(firstRow, rows, rowCount());
        return values.stream().map(column -> column.rows((int) firstRow, rows)).toList();
    }

    @Override
    public List<CarriedColumn> carried() {
        return exact.stream().map(ExactColumn::column).toList();
    }

    @Override
    public List<ExactColumn> readCarried(long firstRow, int rows) {
        RowRange.check(firstRow, rows, rowCount());
        return exact.stream().map(column -> column.rows((int) firstRow, rows)).toList();
    }
}
