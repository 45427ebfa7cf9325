package flashflow.data;

import java.nio.file.Path;
import java.util.List;

/** Where rows are written, one block after the other: HDF5 or Parquet files. */
public interface RowSink extends AutoCloseable {
    /**
     * Appends rows.
     *
     * @param rows float32 values, row after row, from index {@code offset} on
     * @param count number of rows
     * @param exact columns that are kept beside them in their own types, each of {@code count} rows; those announced when the
     *     sink was made, in that order
     * @throws flashflow.FlashFlowException if they cannot be written
     */
    void write(float[] rows, int offset, int count, List<ExactColumn> exact);

    /**
     * Completes the files; they appear under their names only now.
     *
     * @return the files, in the order of the rows
     */
    List<Path> finish();

    /** Removes what was not finished. */
    @Override
    void close();
}
