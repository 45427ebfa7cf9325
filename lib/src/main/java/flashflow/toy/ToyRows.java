package flashflow.toy;

import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import flashflow.random.Purpose;
import java.util.Objects;

/**
 * Rows of a toy detector as files have them, made while they are read: ids and counts whole, failed taggers of one value, and a law that
 * {@link ToyResponse#logProb} knows in the units of the file. A row depends on the seed and on its index alone.
 *
 * @param response draws the targets
 * @param seed chooses the sample
 * @param rowCount how many rows, at least 1
 */
public record ToyRows(ToyResponse response, long seed, long rowCount) implements RowSource {
    /** Refuses a sample without rows. */
    public ToyRows {
        Objects.requireNonNull(response, "response");
        ToySource.requireRows(rowCount);
    }

    @Override
    public ColumnLayout layout() {
        return response.layout();
    }

    @Override
    public void read(long firstRow, int rows, float[] into, int offset) {
        generated().read(firstRow, rows, into, offset);
        int width = layout().width();
        var row = new float[width];
        for (int r = 0; r < rows; r++) {
            int start = offset + r * width;
            System.arraycopy(into, start, row, 0, width);
            response.draw(Purpose.TOY.stream(seed, firstRow + r, 1), row);
            System.arraycopy(row, 0, into, start, width);
        }
    }

    /** Of these the context is taken. */
    private ToySource generated() {
        return ToySource.of(response.toy(), seed, rowCount).asRaw();
    }
}
