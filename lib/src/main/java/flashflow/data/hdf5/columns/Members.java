package flashflow.data.hdf5.columns;

import flashflow.FlashFlowException;
import flashflow.data.Place;
import flashflow.data.hdf5.format.Group;
import flashflow.data.hdf5.format.Link;
import flashflow.data.hdf5.format.ObjectHeader;
import flashflow.data.hdf5.reading.DatasetHeader;
import flashflow.data.hdf5.reading.Hdf5Storage;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A group of a file and what it holds.
 *
 * @param storage the file
 * @param path of the group
 * @param header of the group
 * @param links to what it holds, by name
 */
record Members(Hdf5Storage storage, String path, ObjectHeader header, Map<String, Link> links) {
    /** Reads the links once. */
    static Members of(Hdf5Storage storage, String path, ObjectHeader header) {
        var place = new Place(storage.path(), path);
        return new Members(storage, path, header, storage.headers(place, () -> Group.members(header)));
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

    Set<String> names() {
        return links.keySet();
    }

    /** The header of what has the name, without another search through the group unless it lies elsewhere. */
    ObjectHeader object(String name) {
        var link = links.get(name);
        return link.kind() == Link.Kind.HARD ? storage.object(link, pathOf(name)) : storage.object(pathOf(name));
    }

    /** A dataset of the group with at least one dimension; empty if there is none of that name. */
    Optional<DatasetHeader> dataset(String name) {
        if (!names().contains(name)) {
            return Optional.empty();
        }
        try {
            var found = object(name);
            return found.isDataset() ? Optional.of(storage.dataset(found, pathOf(name))) : Optional.empty();
        } catch (FlashFlowException e) {
            return Optional.empty();
        }
    }
}
