package flashflow.generation;

import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;

/** Rows of which a model without context takes nothing but their number. */
record NoColumns(ColumnLayout layout, long rowCount) implements RowSource {
    @Override
    public void read(long firstRow, int rows, float[] into, int offset) {
        throw new IllegalStateException("A model without context reads no rows");
    }
}
