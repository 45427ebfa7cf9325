package flashflow.data.hdf5;

import flashflow.data.Place;
import flashflow.data.hdf5.format.Attributes;
import flashflow.data.hdf5.look.Look;
import flashflow.data.hdf5.reading.Hdf5Storage;
import java.nio.file.Path;
import java.util.Optional;

/** Looks into HDF5 files before they are opened. */
public final class Hdf5 {
    private Hdf5() {}

    /**
     * Every group and dataset of a file, with shape, type, storage and attributes, and how it can be opened. Values are not
     * read; of very large files the first thousand objects are listed and the others counted.
     *
     * @throws flashflow.FlashFlowException if it is no HDF5 file, truncated or being written
     */
    public static Look look(Path file) {
        return Look.at(file, "/");
    }

    /**
     * One group or dataset, with all its attributes, and what lies below it.
     *
     * @param path of the group or dataset in the file
     * @throws flashflow.FlashFlowException if it is no HDF5 file, truncated or being written, or there is no such object
     */
    public static Look look(Path file, String path) {
        return Look.at(file, path);
    }

    /**
     * An attribute of the whole file that holds one text; nothing where there is no such attribute, or it holds something else.
     *
     * @throws flashflow.FlashFlowException if it is no HDF5 file, truncated or being written
     */
    public static Optional<String> text(Path file, String attribute) {
        var place = new Place(file, "/");
        try (var storage = Hdf5Storage.open(place)) {
            return storage.headers(place, () -> new Attributes(storage.object("/")).text(attribute));
        }
    }
}
