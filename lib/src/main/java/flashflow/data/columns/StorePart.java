package flashflow.data.columns;

import flashflow.data.RowSource;

/** The chosen rows of one store. */
record StorePart(ColumnStore store, RowSource rows) implements RowsPart {
    @Override
    public String place() {
        return store.place();
    }
}
