package flashflow.data.columns;

import java.nio.file.Path;
import java.util.List;

/**
 * Columns of CSV files, as text or gzip: UTF-8, names in the first line, fields in quotes where they hold the separator. A file is
 * read whole on opening, and its columns take 8 bytes a number; larger data belong into HDF5 or Parquet.
 *
 * <p>A column is int64 (uint64 beyond) if all its values are whole numbers, float64 if all are numbers, bool if all are true or
 * false, else text, each exactly as written; nothing (also NA, NaN, null) among numbers is NaN, which is told. The separator (comma,
 * semicolon, tab or bar) is that of the first lines, which is told where it is no comma. Numbers with decimal commas are text, and
 * that is told too; Tablesaw's own reader would take the commas away and read 15 for 1,5.
 */
public final class CsvDataset {
    private CsvDataset() {}

    /** Begins a dataset of one or several files of the same columns; see {@link ColumnDataset#files} for patterns. */
    public static ColumnDataset.Builder columns(Path... files) {
        return columns(List.of(files));
    }

    /** Begins a dataset of one or several files of the same columns; see {@link ColumnDataset#files} for patterns. */
    public static ColumnDataset.Builder columns(List<Path> files) {
        return ColumnDataset.files(files, CsvFile::open);
    }

    /** The same for a separator that the first lines do not show. */
    public static ColumnDataset.Builder columns(char separator, Path... files) {
        return ColumnDataset.files(List.of(files), file -> CsvFile.open(file, separator));
    }
}
