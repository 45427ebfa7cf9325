package flashflow.training.device;

import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import java.util.List;

/**
 * Stands for another source where only the order of its rows is wanted: a loader shuffles it alike, and nothing is read.
 *
 * @param rowCount of the other source
 * @param blockRows of the other source
 */
public record RowOrder(long rowCount, int blockRows) implements RowSource {
    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of(), List.of("nothing"));

    /** The order of that source's rows. */
    public static RowOrder of(RowSource source) {
        return new RowOrder(source.rowCount(), source.blockRows());
    }

    @Override
    public ColumnLayout layout() {
        return LAYOUT;
    }

    @Override
    public void read(long firstRow, int rows, float[] into, int offset) {
        // The one value of a row stays as it is, 0 in a new array.
    }
}
