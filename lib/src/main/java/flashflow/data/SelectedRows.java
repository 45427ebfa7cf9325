package flashflow.data;

import flashflow.FlashFlowException;

/** The rows of another source without some of them. */
public final class SelectedRows implements RowSource {
    private final RowSource source;
    private final KeptRows kept;

    private SelectedRows(RowSource source, KeptRows kept) {
        this.source = source;
        this.kept = kept;
    }

    /**
     * Leaves rows out.
     *
     * @param dropped their indices in the source, rising
     * @throws FlashFlowException if no row is left
     */
    public static SelectedRows without(RowSource source, long... dropped) {
        if (dropped.length >= source.rowCount()) {
            throw new FlashFlowException("All " + source.rowCount() + " rows would be left out; keep at least one.");
        }
        return new SelectedRows(source, new KeptRows(stored(source), dropped.clone()));
    }

    /** How many rows of the source are left out. */
    public long droppedRows() {
        return kept.droppedRows();
    }

    @Override
    public ColumnLayout layout() {
        return source.layout();
    }

    @Override
    public long rowCount() {
        return kept.rows();
    }

    @Override
    public int blockRows() {
        return source.blockRows();
    }

    @Override
    public void read(long firstRow, int rows, float[] into, int offset) {
        RowRange.check(firstRow, rows, rowCount());
        kept.read(firstRow, rows, into, offset);
    }

    /** Closes the source. */
    @Override
    public void close() {
        source.close();
    }

    private static StoredRows stored(RowSource source) {
        return new StoredRows() {
            @Override
            public long rows() {
                return source.rowCount();
            }

            @Override
            public int width() {
                return source.layout().width();
            }

            @Override
            public int blockRows() {
                return source.blockRows();
            }

            @Override
            public void read(long firstRow, int rows, float[] into, int offset) {
                source.read(firstRow, rows, into, offset);
            }
        };
    }
}
