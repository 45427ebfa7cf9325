package flashflow.spark.rows;

import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.RowSource;
import java.util.List;

/**
 * A bounded number of rows on the driver, NaN and infinity as they are.
 *
 * @param layout names of the columns
 * @param types in which they were kept
 * @param values rows x columns, row after row
 */
public record InMemory(ColumnLayout layout, List<ColumnType> types, double[] values) implements RowSource {
    @Override
    public long rowCount() {
        return values.length / width();
    }

    @Override
    public void read(long firstRow, int rows, float[] into, int offset) {
        int first = (int) firstRow * width();
        for (int i = 0; i < rows * width(); i++) {
            into[offset + i] = (float) values[first + i];
        }
    }

    @Override
    public void readExact(long firstRow, int rows, double[] into, int offset) {
        System.arraycopy(values, (int) firstRow * width(), into, offset, rows * width());
    }
}
