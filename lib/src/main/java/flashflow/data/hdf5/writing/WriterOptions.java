package flashflow.data.hdf5.writing;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a writer of HDF5 files was told.
 *
 * @param file where the rows go
 * @param dataset name of the dataset
 * @param columns names of the columns of the dataset
 * @param exact columns beside it, each a dataset of its own
 * @param gzip compression level 1 to 9, 0 for none
 * @param chunkRows rows of a chunk, 0 for contiguous rows
 * @param splitAbove size in bytes of the rows above which the next file begins
 * @param attributes of the dataset, beside the column names
 */
public record WriterOptions(
        Path file,
        String dataset,
        List<String> columns,
        List<CarriedColumn> exact,
        int gzip,
        int chunkRows,
        long splitAbove,
        Map<String, Object> attributes) {
    /** The attribute that holds the names of the columns. */
    public static final String NAMES = "columns";

    /** Values of a row of the dataset. */
    public int width() {
        return columns.size();
    }

    /** Whether rows are stored in chunks. */
    public boolean chunked() {
        return chunkRows > 0;
    }

    /** Rows that fit one file, at least one and whole chunks where there are chunks. Texts are not counted. */
    public long rowsPerFile() {
        int exactBytes =
                exact.stream().mapToInt(column -> column.type().bits() / 8).sum();
        long rows = Math.max(1, splitAbove / (4L * width() + exactBytes));
        return chunked() ? Math.max(1, rows / chunkRows) * chunkRows : rows;
    }

    DatasetShape matrix() {
        return new DatasetShape(StoredType.of(ColumnType.FLOAT32), width(), chunkRows, gzip);
    }
}
