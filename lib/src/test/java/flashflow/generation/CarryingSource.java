package flashflow.generation;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.EachType;
import flashflow.data.ExactColumn;
import flashflow.data.RowSource;
import java.util.List;

/**
 * The small model's rows with columns of every type beside them.
 *
 * @param rowCount how many
 * @param failing the first row that cannot be read
 */
record CarryingSource(long rowCount, long failing) implements RowSource {
    CarryingSource(long rowCount) {
        this(rowCount, Long.MAX_VALUE);
    }

    @Override
    public ColumnLayout layout() {
        return SmallModel.LAYOUT;
    }

    @Override
    public void read(long firstRow, int rows, float[] into, int offset) {
        float[] all = SmallModel.rows((int) rowCount);
        System.arraycopy(all, (int) firstRow * 5, into, offset, rows * 5);
    }

    @Override
    public List<CarriedColumn> carried() {
        return EachType.columns();
    }

    @Override
    public List<ExactColumn> readCarried(long firstRow, int rows) {
        if (firstRow + rows > failing) {
            throw new flashflow.FlashFlowException("Row " + failing + " cannot be read.");
        }
        return EachType.rows(firstRow, rows);
    }
}
