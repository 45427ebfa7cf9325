package flashflow.validation.events;

import flashflow.data.ExactColumn;
import flashflow.data.hdf5.Hdf5Dataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** One group of columns of an HDF5 file, read as numbers. */
final class ObjectFile {
    private final List<ExactColumn> columns = new ArrayList<>();

    private ObjectFile() {}

    /**
     * Reads some columns.
     *
     * @param indices names of columns of whole numbers
     * @param momenta names of columns of real ones
     */
    static ObjectFile read(Path file, String group, List<String> indices, String... momenta) {
        var read = new ObjectFile();
        try (var rows = Hdf5Dataset.columns(file, group)
                .targets(momenta)
                .carry(indices.toArray(String[]::new))
                .open()) {
            int count = Math.toIntExact(rows.rowCount());
            read.columns.addAll(rows.readStored(0, count));
            read.columns.addAll(rows.readCarried(0, count));
        }
        return read;
    }

    int rows() {
        return columns.get(0).size();
    }

    private ExactColumn column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
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
