package flashflow.data.hdf5.columns;

import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;

/** The rows of a file as columns and its columns as rows, held in memory. */
final class TransposedRows implements RowSource {
    private final float[] values;
    private final int columns;
    private final int rows;
    private final int size;

    /**
     * Reads all of it.
     *
     * @param source the file's rows, which become columns
     * @param size floats of an element
     */
    TransposedRows(RowSource source, int size) {
        this.columns = Math.toIntExact(source.rowCount());
        this.rows = source.width() / size;
        this.size = size;
        this.values = new float[Math.multiplyExact(columns, source.width())];
        source.read(0, columns, values, 0);
    }

    @Override
    public ColumnLayout layout() {
        return ColumnLayout.numbered(width());
    }

    @Override
    public int width() {
        return columns * size;
    }

    @Override
    public long rowCount() {
        return rows;
    }

    @Override
    public void read(long firstRow, int count, float[] into, int offset) {
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < columns; column++) {
                int from = (column * rows + (int) firstRow + row) * size;
                System.arraycopy(values, from, into, offset + (row * columns + column) * size, size);
            }
        }
    }
}
