package flashflow.data.hdf5.columns;

import flashflow.FlashFlowException;
import flashflow.data.Place;
import flashflow.data.hdf5.format.Group;
import flashflow.data.hdf5.format.ObjectHeader;
import flashflow.data.hdf5.reading.DatasetHeader;
import flashflow.data.hdf5.reading.Hdf5Storage;
import java.util.List;
import java.util.Optional;

/**
 * A group of a file and what it holds.
 *
 * @param storage the file
 * @param path of the group
 * @param header of the group
 * @param names of what it holds
 */
record Members(Hdf5Storage storage, String path, ObjectHeader header, List<String> names) {
    /** Reads the names once. */
    static Members of(Hdf5Storage storage, String path, ObjectHeader header) {
        var place = new Place(storage.path(), path);
        return new Members(
                storage,
                path,
                header,
                storage.headers(place, () -> List.copyOf(Group.members(header).keySet())));
    }

    /** The group around a dataset. */
    static Members around(Hdf5Storage storage, String dataset) {
        int slash = stripped(dataset).lastIndexOf('/');
        String path = slash < 0 ? "/" : stripped(dataset).substring(0, slash);
        return of(storage, path, storage.object(path));
    }

    static String stripped(String path) {
        String start = path.startsWith("/") ? path.substring(1) : path;
        return start.endsWith("/") ? start.substring(0, start.length() - 1) : start;
    }

    String pathOf(String member) {
        return stripped(path).isEmpty() ? member : stripped(path) + "/" + member;
    }

    /** A dataset of the group with at least one dimension; empty if there is none of that name. */
    Optional<DatasetHeader> dataset(String name) {
        if (!names().contains(name)) {
            return Optional.empty();
        }
        try {
            var found = storage.object(pathOf(name));
            return found.isDataset() ? Optional.of(storage.dataset(found, pathOf(name))) : Optional.empty();
        } catch (FlashFlowException e) {
            return Optional.empty();
        }
    }
}
