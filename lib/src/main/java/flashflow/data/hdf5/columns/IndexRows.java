package flashflow.data.hdf5.columns;

import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;

/**
 * One column that is no dataset: of rows that lie several in one row of a file, the number of that row, or the place in it.
 *
 * @param perRow how many lie in one row of the file
 * @param isPlace whether it is the place
 * @param asBits whether it is given as 64 bits in two floats, and not as the nearest float
 */
record IndexRows(int perRow, boolean isPlace, boolean asBits) implements RowSource {
    @Override
    public ColumnLayout layout() {
        return ColumnLayout.numbered(width());
    }

    @Override
    public int width() {
        return asBits ? 2 : 1;
    }

    @Override
    public long rowCount() {
        return Long.MAX_VALUE;
    }

    @Override
    public void read(long firstRow, int rows, float[] into, int offset) {
        for (int i = 0; i < rows; i++) {
            long index = isPlace ? (firstRow + i) % perRow : (firstRow + i) / perRow;
            if (asBits) {
                into[offset + 2 * i] = Float.intBitsToFloat((int) (index >>> 32));
                into[offset + 2 * i + 1] = Float.intBitsToFloat((int) index);
            } else {
                into[offset + i] = index;
            }
        }
    }
}
