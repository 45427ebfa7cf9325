package flashflow.data.hdf5;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What an {@link Hdf5Writer} was told.
 *
 * @param file where the rows go
 * @param dataset name of the dataset
 * @param columns names of the columns
 * @param gzip compression level 1 to 9, 0 for none
 * @param chunkRows rows of a chunk, 0 for contiguous rows
 * @param splitAbove size in bytes of the rows above which the next file begins
 * @param attributes of the dataset, beside the column names
 */
record WriterOptions(
        Path file,
        String dataset,
        List<String> columns,
        int gzip,
        int chunkRows,
        long splitAbove,
        Map<String, Object> attributes) {
    int width() {
        return columns.size();
    }

    boolean chunked() {
        return chunkRows > 0;
    }

    /** Rows that fit one file, at least one and whole chunks where there are chunks. */
    long rowsPerFile() {
        long rows = Math.max(1, splitAbove / (4L * width()));
        return chunked() ? Math.max(1, rows / chunkRows) * chunkRows : rows;
    }
}
