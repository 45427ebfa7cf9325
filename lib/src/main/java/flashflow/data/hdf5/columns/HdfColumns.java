package flashflow.data.hdf5.columns;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnFinder;
import flashflow.data.ColumnLayout;
import flashflow.data.Place;
import flashflow.data.RowSource;
import flashflow.data.columns.ColumnStore;
import flashflow.data.hdf5.reading.ChunkCache;
import flashflow.data.hdf5.reading.Hdf5Storage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The columns of groups and datasets of one HDF5 file. */
public final class HdfColumns implements ColumnStore {
    private final Hdf5Storage storage;
    private final Place place;
    private final Catalogue catalogue;
    private final ChunkCache cache;

    private HdfColumns(Hdf5Storage storage, Place place, Catalogue catalogue, ChunkCache cache) {
        this.storage = storage;
        this.place = place;
        this.catalogue = catalogue;
        this.cache = cache;
    }

    /**
     * Opens a file and looks for columns.
     *
     * @param places groups, datasets, or parts of datasets such as {@code "jets[:, 0, :]"}
     * @param cache of all files of a dataset, for chunks that are read in part
     * @throws flashflow.FlashFlowException if the file cannot be read, lacks a place, or there is no column in them
     */
    public static HdfColumns open(Path file, List<String> places, ColumnsView view, ChunkCache cache) {
        var place = new Place(file, String.join(", ", places));
        var storage = Hdf5Storage.open(place);
        try {
            var columns = new HdfColumns(storage, place, Catalogue.of(storage, places, view), cache);
            columns.refuseNone();
            return columns;
        } catch (RuntimeException | Error e) {
            storage.close();
            throw e;
        }
    }

    private void refuseNone() {
        if (catalogue.columns().isEmpty()) {
            var reasons = catalogue.reasons().entrySet().stream()
                    .limit(3)
                    .map(reason -> ", '" + reason.getKey() + "': " + reason.getValue())
                    .reduce("", String::concat);
            throw place.refuse(
                    "there is no column of numbers or texts in it" + reasons, "name another group or dataset");
        }
    }

    @Override
    public String place() {
        return "File " + place.file() + ", '" + place.dataset() + "'";
    }

    @Override
    public List<String> fileNames() {
        return List.of(place.file().getFileName().toString());
    }

    @Override
    public List<CarriedColumn> columns() {
        return all().stream().map(StoredColumn::carried).toList();
    }

    /** The file's columns, and the indices of rows that lie several in one row of the file, unless columns have their names. */
    private List<StoredColumn> all() {
        var columns = new ArrayList<>(catalogue.columns());
        if (catalogue.shape().perRow() > 1) {
            Stream.of(StoredColumn.ROW, StoredColumn.POSITION)
                    .filter(index -> columns.stream().noneMatch(c -> c.name().equals(index.name())))
                    .forEach(columns::add);
        }
        return columns;
    }

    @Override
    public Map<String, String> reasons() {
        return catalogue.reasons();
    }

    @Override
    public long rowCount() {
        return catalogue.rowCount();
    }

    @Override
    public RowSource rows(ColumnLayout layout, List<String> carried) {
        var reader = new ColumnReader(storage, cache, catalogue.shape());
        return new JoinedRows(reader, rowCount(), layout, find(layout.columns()), find(carried));
    }

    /** Rows that were never written, of the columns that were opened. */
    @Override
    public List<String> warnings() {
        return catalogue.columns().stream()
                .map(StoredColumn::dataset)
                .distinct()
                .flatMap(dataset -> dataset.unwritten().stream())
                .toList();
    }

    private List<StoredColumn> find(List<String> names) {
        return names.stream().map(this::find).toList();
    }

    private StoredColumn find(String name) {
        return all().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private RuntimeException unknown(String name) {
        var names = catalogue.columns().stream().map(StoredColumn::name).toList();
        String reason = catalogue.reasons().get(name);
        return place.refuse(
                reason == null ? "there is no column '" + name + "'" : "'" + name + "' is no column, " + reason,
                ColumnFinder.among(names).nearest(name));
    }

    @Override
    public void close() {
        storage.close();
    }
}
