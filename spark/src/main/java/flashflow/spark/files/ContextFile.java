package flashflow.spark.files;

import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnFinder;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.NonFinite;
import flashflow.data.RowSource;
import flashflow.data.columns.ColumnDataset;
import flashflow.data.columns.ColumnStore;
import flashflow.data.hdf5.columns.ColumnsView;
import flashflow.data.hdf5.columns.HdfColumns;
import flashflow.data.hdf5.reading.ChunkCache;
import flashflow.data.parquet.ParquetDataset;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Opens a file of context by the names of its columns. */
final class ContextFile {
    private ContextFile() {}

    /**
     * Opens a file, of Parquet where its name says so, else of HDF5.
     *
     * @param columns names of the context columns, without the dataset or group that they are in: {@code pt} also finds {@code data.pt}
     * @param carried columns that go along exactly
     * @param nonFinite what a row with NaN or infinity does: refused when it is read, or kept
     * @throws FlashFlowException if it cannot be read, has no rows, or lacks a column or has several of its name
     */
    static RowSource open(Path file, List<String> columns, List<String> carried, NonFinite nonFinite) {
        var store = store(file);
        try {
            return choose(store, columns, carried).nonFinite(nonFinite).open();
        } catch (RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }

    /**
     * Opens a file to look at columns in the types that they are stored in: nothing is said of what float32 would round.
     *
     * @throws FlashFlowException as {@link #open}
     */
    static RowSource plain(Path file, List<String> columns) {
        var store = store(file);
        try {
            var names = store.columns().stream().map(CarriedColumn::name).toList();
            var full =
                    columns.stream().map(column -> full(store, names, column)).toList();
            if (store.rowCount() == 0) {
                throw new FlashFlowException(store.place() + ": it has no rows; write it again with at least one row.");
            }
            return new PlainRows(
                    store,
                    store.rows(new ColumnLayout(List.of(), full), List.of()),
                    new ColumnLayout(List.of(), columns));
        } catch (RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }

    /** Names of all columns of numbers, without the dataset or group that they are in where the rest is a name of its own. */
    static List<String> columns(Path file) {
        try (var store = store(file)) {
            var names = store.columns().stream()
                    .filter(column -> column.type().kind() != ColumnType.Kind.TEXT)
                    .map(CarriedColumn::name)
                    .toList();
            var ends = names.stream().map(ContextFile::end).toList();
            return names.stream()
                    .map(name -> Collections.frequency(ends, end(name)) == 1 ? end(name) : name)
                    .toList();
        }
    }

    private static String end(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static ColumnStore store(Path file) {
        return isParquet(file)
                ? ParquetDataset.open(file)
                : HdfColumns.open(file, List.of("/"), ColumnsView.PLAIN, ChunkCache.ofDataset());
    }

    static boolean isParquet(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(FileFormat.PARQUET.ending());
    }

    private static ColumnDataset.Builder choose(ColumnStore store, List<String> columns, List<String> carried) {
        var names = store.columns().stream().map(CarriedColumn::name).toList();
        var builder = ColumnDataset.of(() -> store);
        for (String column : columns) {
            String full = full(store, names, column);
            builder.targets(full).rename(full, column);
        }
        for (String column : carried) {
            String full = full(store, names, column);
            builder.carry(full).rename(full, column);
        }
        return builder;
    }

    private static String full(ColumnStore store, List<String> names, String wanted) {
        if (names.contains(wanted)) {
            return wanted;
        }
        var found = names.stream().filter(name -> name.endsWith("." + wanted)).toList();
        if (found.size() != 1) {
            throw new FlashFlowException(store.place() + ": "
                    + (found.isEmpty()
                            ? "there is no column '" + wanted + "'; "
                                    + ColumnFinder.among(names).nearest(wanted)
                            : "several columns have the name '" + wanted + "', " + found + "; rename one")
                    + ".");
        }
        return found.get(0);
    }
}
