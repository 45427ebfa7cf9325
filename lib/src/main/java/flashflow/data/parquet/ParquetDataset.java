package flashflow.data.parquet;

import flashflow.FlashFlowException;
import flashflow.data.columns.ColumnDataset;
import flashflow.data.columns.ColumnStore;
import java.nio.file.Path;

/**
 * Opens Parquet files, as pandas, pyarrow, Spark and others write them. Each flat column of numbers, truth values or text is a column;
 * members of structures have names with dots ({@code jet.pt}), lists that all have one length are numbered columns ({@code
 * x[0]}), dates and times are whole numbers in the unit that the file has. Lists of differing lengths are no columns of one
 * row: explode them where the file is written.
 *
 * <p>Compressed by snappy, gzip, zstd, LZ4 (lz4_raw) or not at all. The checksums of pages are compared where the file has them.
 */
public final class ParquetDataset {
    private ParquetDataset() {}

    /**
     * Begins a dataset of columns of files and folders; see {@link #open} for the paths.
     *
     * <pre>{@code
     * ParquetDataset.columns(Path.of("jets.parquet")).context("gen_*").targets("pt", "btag").carry("event").open();
     * }</pre>
     */
    public static ColumnDataset.Builder columns(Path... paths) {
        return ColumnDataset.of(() -> open(paths));
    }

    /**
     * Opens the columns of files.
     *
     * @param paths files; or folders, of which the files {@code *.parquet} are taken in the order of their names, also those in
     *     folders in them; a folder called for a column ({@code year=2024}) becomes one, of text. Names that begin with a dot or {@code
     *     _} are passed over
     * @throws FlashFlowException if a file cannot be read, is no Parquet file, damaged, encrypted or has other columns than the
     *     first; if there is no file or no row
     */
    public static ColumnStore open(Path... paths) {
        return ParquetColumns.open(paths);
    }
}
