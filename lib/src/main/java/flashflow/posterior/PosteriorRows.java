package flashflow.posterior;

import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.RowSource;
import java.util.Collections;
import java.util.List;

/**
 * Draws beside the one row of context that they are for, in float64, as conditions read them.
 *
 * @param observation C values
 * @param drawn draws x D
 */
record PosteriorRows(ColumnLayout layout, double[] observation, double[] drawn) implements RowSource {
    @Override
    public long rowCount() {
        return drawn.length / layout.targets().size();
    }

    @Override
    public List<ColumnType> types() {
        return Collections.nCopies(width(), ColumnType.FLOAT64);
    }

    @Override
    public void read(long firstRow, int rows, float[] into, int offset) {
        double[] exact = new double[rows * width()];
        readExact(firstRow, rows, exact, 0);
        for (int i = 0; i < exact.length; i++) {
            into[offset + i] = (float) exact[i];
        }
    }

    @Override
    public void readExact(long firstRow, int rows, double[] into, int offset) {
        int c = observation.length;
        int d = layout.targets().size();
        for (int i = 0, at = offset; i < rows; i++, at += c + d) {
            System.arraycopy(observation, 0, into, at, c);
            System.arraycopy(drawn, (int) (firstRow + i) * d, into, at + c, d);
        }
    }
}
