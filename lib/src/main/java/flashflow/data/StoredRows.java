package flashflow.data;

/** The rows of one dataset in one file, all its columns, in whatever way they are stored; for use by many threads. */
public interface StoredRows {
    long rows();

    int width();

    /** How many rows are best read at once, or 0 where it does not matter. */
    int blockRows();

    /** Decodes consecutive rows, {@code rows x width()} values from {@code offset} on. */
    void read(long firstRow, int rows, float[] into, int offset);
}
