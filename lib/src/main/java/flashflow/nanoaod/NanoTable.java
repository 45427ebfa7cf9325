package flashflow.nanoaod;

import flashflow.data.CarriedColumn;
import flashflow.data.Place;
import flashflow.data.hdf5.columns.ColumnsView;
import flashflow.data.hdf5.columns.HdfColumns;
import flashflow.data.hdf5.format.Group;
import flashflow.data.hdf5.reading.ChunkCache;
import flashflow.data.hdf5.reading.Hdf5Storage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One table of an extracted file.
 *
 * @param columns names and types, in the file's order
 * @param rows how many, 0 too
 */
record NanoTable(List<CarriedColumn> columns, long rows) {
    /** Nothing if the file has no such group. */
    static Optional<NanoTable> of(Path file, String name) {
        var place = new Place(file, name);
        try (var storage = Hdf5Storage.open(place)) {
            var members = storage.headers(place, () -> Group.members(storage.object("/")));
            if (!members.containsKey(name)) {
                return Optional.empty();
            }
        }
        try (var store = HdfColumns.open(file, List.of(name), ColumnsView.PLAIN, ChunkCache.ofDataset())) {
            return Optional.of(new NanoTable(List.copyOf(store.columns()), store.rowCount()));
        }
    }

    List<String> names() {
        return columns.stream().map(CarriedColumn::name).toList();
    }
}
