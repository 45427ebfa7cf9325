package flashflow.validation.events;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.data.columns.ColumnDataset;
import flashflow.data.columns.ColumnStore;
import flashflow.data.hdf5.columns.ColumnsView;
import flashflow.data.hdf5.columns.HdfColumns;
import flashflow.data.hdf5.reading.ChunkCache;
import flashflow.data.parquet.ParquetDataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** The columns of a file's objects, of which there may be none, read as numbers. */
final class ObjectFile {
    private static final String FOLD = "fold";

    private final int rows;
    private final List<ExactColumn> columns = new ArrayList<>();

    private ObjectFile(int rows) {
        this.rows = rows;
    }

    /**
     * Reads some columns of a group of an HDF5 file.
     *
     * @param indices names of columns of whole numbers; {@code fold} comes along where there is one
     * @param momenta names of columns of real ones
     */
    static ObjectFile read(Path file, String group, List<String> indices, String... momenta) {
        return of(HdfColumns.open(file, List.of(group), ColumnsView.PLAIN, ChunkCache.ofDataset()), indices, momenta);
    }

    /** The same of a Parquet file. */
    static ObjectFile parquet(Path file, List<String> indices, String... momenta) {
        return of(ParquetDataset.open(file), indices, momenta);
    }

    private static ObjectFile of(ColumnStore file, List<String> indices, String... momenta) {
        var read = new ObjectFile(Math.toIntExact(file.rowCount()));
        if (read.rows == 0) {
            file.close();
            return read;
        }
        var carried = new ArrayList<>(indices);
        if (!carried.contains(FOLD)
                && file.columns().stream().anyMatch(column -> column.name().equals(FOLD))) {
            carried.add(FOLD);
        }
        try (var dataset = ColumnDataset.of(() -> file)
                .targets(momenta)
                .carry(carried.toArray(String[]::new))
                .open()) {
            read.columns.addAll(dataset.readStored(0, read.rows));
            read.columns.addAll(dataset.readCarried(0, read.rows));
        }
        return read;
    }

    int rows() {
        return rows;
    }

    /** Of which draw of its event each object is; all of the first where the file does not say. */
    long[] folds() {
        return columns.stream().anyMatch(column -> column.name().equals(FOLD)) ? whole(FOLD) : new long[rows];
    }

    private ExactColumn column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseGet(() -> ExactColumn.of(new CarriedColumn(name, ColumnType.INT64), new long[0]));
    }

    long[] whole(String name) {
        var column = column(name);
        return IntStream.range(0, rows()).mapToLong(column::longAt).toArray();
    }

    double[] real(String name) {
        var column = column(name);
        return each(column::doubleAt);
    }

    double[] product(String a, String b) {
        var first = column(a);
        var second = column(b);
        return each(row -> first.doubleAt(row) * second.doubleAt(row));
    }

    double[] sum(String a, String b) {
        var first = column(a);
        var second = column(b);
        return each(row -> first.doubleAt(row) + second.doubleAt(row));
    }

    private double[] each(IntToDoubleFunction value) {
        return IntStream.range(0, rows()).mapToDouble(value).toArray();
    }
}
