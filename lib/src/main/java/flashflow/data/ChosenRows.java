package flashflow.data;

/** The chosen columns of stored rows. */
public final class ChosenRows implements StoredRows {
    private final StoredRows stored;
    private final int[] columns;

    private ChosenRows(StoredRows stored, ColumnChoice choice) {
        this.stored = stored;
        this.columns = choice.columns().stream().mapToInt(Integer::intValue).toArray();
    }

    public static StoredRows of(StoredRows stored, ColumnChoice choice) {
        return choice.isWholeRow() ? stored : new ChosenRows(stored, choice);
    }

    @Override
    public long rows() {
        return stored.rows();
    }

    @Override
    public int width() {
        return columns.length;
    }

    @Override
    public int blockRows() {
        return stored.blockRows();
    }

    @Override
    public void read(long firstRow, int rows, float[] into, int offset) {
        float[] whole = new float[Math.multiplyExact(rows, stored.width())];
        stored.read(firstRow, rows, whole, 0);
        for (int row = 0, target = offset; row < rows; row++) {
            int start = row * stored.width();
            for (int column : columns) {
                into[target++] = whole[start + column];
            }
        }
    }
}
