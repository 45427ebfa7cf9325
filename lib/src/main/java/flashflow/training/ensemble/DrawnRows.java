package flashflow.training.ensemble;

import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.RowSource;
import java.util.List;

/**
 * Rows of another source, some of them several times, read one by one.
 *
 * @param drawn their indices in the source
 */
record DrawnRows(RowSource source, int[] drawn) implements RowSource {
    @Override
    public ColumnLayout layout() {
        return source.layout();
    }

    @Override
    public long rowCount() {
        return drawn.length;
    }

    @Override
    public List<ColumnType> types() {
        return source.types();
    }

    @Override
    public void read(long firstRow, int rows, float[] into, int offset) {
        for (int i = 0; i < rows; i++) {
            source.read(drawn[(int) firstRow + i], 1, into, offset + i * width());
        }
    }

    @Override
    public void readExact(long firstRow, int rows, double[] into, int offset) {
        for (int i = 0; i < rows; i++) {
            source.readExact(drawn[(int) firstRow + i], 1, into, offset + i * width());
        }
    }
}
