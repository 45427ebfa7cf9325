package flashflow.data.hdf5.columns;

import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;

/**
 * Rows of which several lie side by side in one row of a file.
 *
 * @param source rows of the file
 * @param perRow how many rows each of them holds
 */
record FlattenedRows(RowSource source, int perRow) implements RowSource {
    @Override
    public ColumnLayout layout() {
        return ColumnLayout.numbered(width());
    }

    @Override
    public int width() {
        return source.width() / perRow;
    }

    @Override
    public long rowCount() {
        return source.rowCount() * perRow;
    }

    @Override
    public int blockRows() {
        return (int) Math.min(Integer.MAX_VALUE, (long) source.blockRows() * perRow);
    }

    @Override
    public void read(long firstRow, int rows, float[] into, int offset) {
        long first = firstRow / perRow;
        int count = (int) ((firstRow + rows + perRow - 1) / perRow - first);
        if (firstRow % perRow == 0 && rows % perRow == 0) {
            source.read(first, count, into, offset);
            return;
        }
        float[] whole = new float[Math.multiplyExact(count, source.width())];
        source.read(first, count, whole, 0);
        System.arraycopy(whole, (int) (firstRow % perRow) * width(), into, offset, rows * width());
    }
}
