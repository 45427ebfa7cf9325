package flashflow.data.hdf5.reading;

import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;

/**
 * Rows of a file that must not change while they are read.
 *
 * @param file in which they lie
 * @param rows which do not look after it
 */
record WatchedRows(OpenFile file, RowSource rows) implements RowSource {
    @Override
    public ColumnLayout layout() {
        return rows.layout();
    }

    @Override
    public int width() {
        return rows.width();
    }

    @Override
    public long rowCount() {
        return rows.rowCount();
    }

    @Override
    public int blockRows() {
        return rows.blockRows();
    }

    @Override
    public void read(long firstRow, int count, float[] into, int offset) {
        file.reading(() -> {
            rows.read(firstRow, count, into, offset);
            return null;
        });
    }

    @Override
    public int readChecked(long firstRow, int count, float[] into, int offset) {
        return file.reading(() -> rows.readChecked(firstRow, count, into, offset));
    }
}
