package flashflow.data.hdf5.columns;

import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;

/**
 * Rows of a file, each of them several times: what is said once of an event, for each of its objects.
 *
 * @param source rows of the file
 * @param times how often each comes
 */
record RepeatedRows(RowSource source, int times) implements RowSource {
    @Override
    public ColumnLayout layout() {
        return source.layout();
    }

    @Override
    public int width() {
        return source.width();
    }

    @Override
    public long rowCount() {
        return source.rowCount() * times;
    }

    @Override
    public int blockRows() {
        return (int) Math.min(Integer.MAX_VALUE, (long) source.blockRows() * times);
    }

    @Override
    public void read(long firstRow, int rows, float[] into, int offset) {
        long first = firstRow / times;
        int count = (int) ((firstRow + rows + times - 1) / times - first);
        int width = width();
        float[] whole = new float[Math.multiplyExact(count, width)];
        source.read(first, count, whole, 0);
        for (int i = 0; i < rows; i++) {
            int from = (int) ((firstRow + i) / times - first) * width;
            System.arraycopy(whole, from, into, offset + i * width, width);
        }
    }
}
