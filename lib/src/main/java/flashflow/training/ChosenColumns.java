package flashflow.training;

import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;

/**
 * Some of a source's columns, by name, in the order of a layout.
 *
 * @param source where they come from, not closed with this
 * @param layout the wanted columns
 * @param places index of each in the source's rows
 */
record ChosenColumns(RowSource source, ColumnLayout layout, int[] places) implements RowSource {
    /** The source itself where it has just these columns. */
    static RowSource of(RowSource source, ColumnLayout layout) {
        if (source.layout().equals(layout)) {
            return source;
        }
        var names = source.layout().columns();
        int[] places = layout.columns().stream().mapToInt(names::indexOf).toArray();
        for (int i = 0; i < places.length; i++) {
            if (places[i] < 0) {
                throw new FlashFlowException("The flow takes a column '"
                        + layout.columns().get(i) + "', and the data have none of that name; they have " + names + ".");
            }
        }
        return new ChosenColumns(source, layout, places);
    }

    @Override
    public long rowCount() {
        return source.rowCount();
    }

    @Override
    public int blockRows() {
        return source.blockRows();
    }

    @Override
    public void read(long firstRow, int rows, float[] into, int offset) {
        int width = source.layout().width();
        float[] all = new float[rows * width];
        source.read(firstRow, rows, all, 0);
        int at = offset;
        for (int r = 0; r < rows; r++) {
            for (int place : places) {
                into[at++] = all[r * width + place];
            }
        }
    }
}
