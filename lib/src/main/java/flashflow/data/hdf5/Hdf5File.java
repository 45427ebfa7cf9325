package flashflow.data.hdf5;

import flashflow.FlashFlowException;
import flashflow.data.Place;
import flashflow.data.RowSource;
import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * One HDF5 file opened at one dataset. jhdf reads the headers from the file; the rows are read by {@link RowSource}.
 * Everything that can be checked without the values is checked on opening.
 */
final class Hdf5File implements AutoCloseable {
    private final OpenFile file;
    private final Place place;
    private final RowSource rows;
    private final List<String> names;

    private Hdf5File(OpenFile file, Place place, RowSource rows, List<String> names) {
        this.file = file;
        this.place = place;
        this.rows = rows;
        this.names = names;
    }

    /** @throws FlashFlowException if the file or the dataset cannot be read as rows of numbers */
    static Hdf5File open(Path path, String dataset) {
        var file = OpenFile.open(path);
        try {
            return file.reading(() -> open(file, new Place(path, dataset)));
        } catch (RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    private static Hdf5File open(OpenFile file, Place place) {
        var hdf = guarded(place, "is not a readable HDF5 file", () -> header(file, place));
        refuseTruncated(hdf, file, place);
        var node = guarded(place, "has groups or headers that cannot be read", () -> find(hdf, place));
        return guarded(place, "has a header that cannot be read", () -> {
            var header = DatasetHeader.of(node, hdf, file, place);
            return new Hdf5File(file, place, header.rows(), header.columnNames());
        });
    }

    /** jhdf answers damaged headers with exceptions and errors of many kinds; all of them mean the same to a user. */
    private static <T> T guarded(Place place, String wrong, Supplier<T> work) {
        try {
            return work.get();
        } catch (FlashFlowException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new FlashFlowException(
                    "File " + place.file() + " " + wrong + " (" + reason(e)
                            + "); if it is complete, write it again with h5py's default settings.",
                    e);
        }
    }

    /** The innermost message: jhdf wraps what it found in several layers. */
    private static String reason(Throwable error) {
        Throwable inner = error;
        while (inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner.getMessage() == null ? inner.getClass().getSimpleName() : inner.getMessage();
    }

    private static HdfFile header(OpenFile file, Place place) {
        return new HdfFile(new SeekableFile(file), place.file().toUri());
    }

    private static void refuseTruncated(HdfFile hdf, OpenFile file, Place place) {
        long end = hdf.getHdfBackingStorage().getSuperblock().getEndOfFileAddress();
        if (end > file.size() || end < 0) {
            throw new FlashFlowException("File " + place.file() + " is truncated: it should have " + end
                    + " bytes and has " + file.size() + "; copy it again or let its writer finish.");
        }
    }

    private static Node find(HdfFile hdf, Place place) {
        Node node = hdf;
        for (String name : place.dataset().split("/")) {
            node = name.isEmpty() ? node : child(node, name, hdf, place);
        }
        return node;
    }

    private static Node child(Node parent, String name, HdfFile hdf, Place place) {
        Node child = parent instanceof Group group ? group.getChild(name) : null;
        if (child instanceof Link link) {
            child = link.getTarget();
        }
        if (child == null) {
            throw place.refuse(
                    "there is no such dataset, the file holds "
                            + hdf.getChildren().keySet(),
                    "name one of these when opening");
        }
        return child;
    }

    Place place() {
        return place;
    }

    RowSource rows() {
        return rows;
    }

    /** Names that the file gives its columns, or an empty list. */
    List<String> names() {
        return names;
    }

    @Override
    public void close() {
        file.close();
    }
}
