package flashflow.data;

/** Rows held in memory, row after row. */
public record MemoryRows(float[] values, int width) implements StoredRows {
    @Override
    public long rows() {
        return values.length / width;
    }

    @Override
    public int blockRows() {
        return 0;
    }

    @Override
    public void read(long firstRow, int rows, float[] into, int offset) {
        System.arraycopy(values, Math.toIntExact(firstRow * width), into, offset, rows * width);
    }
}
