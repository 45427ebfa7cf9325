package flashflow.data.hdf5.columns;

import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import java.util.List;

/**
 * One column that is no dataset: of rows that lie several in one row of a file, the number of that row, or the place in it.
 *
 * @param rowCount of all rows
 * @param perRow how many lie in one row of the file
 * @param isPlace whether it is the place
 */
record IndexRows(long rowCount, int perRow, boolean isPlace) implements RowSource {
    @Override
    public ColumnLayout layout() {
        return new ColumnLayout(List.of(), List.of("index"));
    }

    @Override
    public int width() {
        return 1;
    }

    long at(long row) {
        return isPlace ? row % perRow : row / perRow;
    }

    @Override
    public void read(long firstRow, int rows, float[] into, int offset) {
        for (int i = 0; i < rows; i++) {
            into[offset + i] = at(firstRow + i);
        }
    }
}
