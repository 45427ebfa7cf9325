package flashflow.bench;

import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import flashflow.random.Purpose;
import flashflow.toy.ToyDetector;
import flashflow.toy.ToyResponse;
import flashflow.toy.ToySource;

/**
 * Fresh rows of a toy as files have them: whole ids and counts, failed taggers of one value, and a law that is known in data units.
 *
 * @param generated gives the context columns, as a file has them
 * @param response draws the targets
 */
record FileRows(ToySource generated, ToyResponse response) implements RowSource {
    static FileRows of(ToyDetector toy, ToyResponse response, long seed, long rows) {
        return new FileRows(ToySource.of(toy, seed, rows).asRaw(), response);
    }

    @Override
    public ColumnLayout layout() {
        return response.layout();
    }

    @Override
    public long rowCount() {
        return generated.rowCount();
    }

    @Override
    public void read(long firstRow, int rows, float[] into, int offset) {
        generated.read(firstRow, rows, into, offset);
        int width = layout().width();
        var row = new float[width];
        for (int r = 0; r < rows; r++) {
            int start = offset + r * width;
            System.arraycopy(into, start, row, 0, width);
            response.draw(Purpose.TOY.stream(generated.seed(), firstRow + r, 1), row);
            System.arraycopy(row, 0, into, start, width);
        }
    }
}
