package flashflow.data.hdf5.reading;

import flashflow.FlashFlowException;
import flashflow.data.Place;
import flashflow.data.hdf5.format.Link;
import flashflow.data.hdf5.format.ObjectHeader;
import flashflow.data.hdf5.format.Superblock;
import java.nio.file.Path;
import java.util.function.Supplier;

/** An HDF5 file that is open, whole and not being written, in which datasets are found. Safe for use by several threads. */
public final class Hdf5Storage implements AutoCloseable {
    private final OpenFile file;
    private final Superblock superblock;

    private Hdf5Storage(OpenFile file, Superblock superblock) {
        this.file = file;
        this.superblock = superblock;
    }

    /**
     * Opens a file.
     *
     * @param place the file, and the dataset that is wanted of it, for messages
     * @throws FlashFlowException if it is no HDF5 file, truncated or being written
     */
    public static Hdf5Storage open(Place place) {
        var file = OpenFile.open(place.file());
        try {
            return file.reading(() -> {
                var superblock = guarded(place, "is not a readable HDF5 file", () -> superblock(file, place));
                refuseUnfinished(superblock, place);
                refuseTruncated(superblock, file, place);
                return new Hdf5Storage(file, superblock);
            });
        } catch (RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    /** Damaged headers show in exceptions and errors of many kinds; all of them mean the same to a user. */
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

    private static String reason(Throwable error) {
        return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    }

    private static Superblock superblock(OpenFile file, Place place) {
        return Superblock.find(file).orElseThrow(() -> FileKind.refuse(file, place));
    }

    /** Rows that a writer did not bring to the disk yet would be read as zeros. */
    private static void refuseUnfinished(Superblock superblock, Place place) {
        if (superblock.openForSwmr()) {
            throw new FlashFlowException(
                    "File " + place.file() + " is being written in SWMR mode, or its SWMR writer died;"
                            + " wait until it is closed, or, once no writer is left, clear the mark with h5clear -s.");
        }
        if (superblock.openForWriting()) {
            throw new FlashFlowException(
                    "File " + place.file() + " is open for writing, or its writer died before it was"
                            + " done; wait until it is closed, write it again, or clear the mark with h5clear -s.");
        }
    }

    private static void refuseTruncated(Superblock superblock, OpenFile file, Place place) {
        long end = superblock.endOfFile();
        if (end > file.size() || end < 0) {
            throw new FlashFlowException("File " + place.file() + " is truncated: it should have " + end
                    + " bytes and has " + file.size() + "; copy it again or let its writer finish.");
        }
    }

    public Path path() {
        return file.path();
    }

    /**
     * The header of the object at a path, a group or a dataset.
     *
     * @throws FlashFlowException if there is none
     */
    public ObjectHeader object(String path) {
        var place = new Place(path(), path);
        return headers(place, () -> new Lookup(superblock.storage(), superblock.root(), place).object());
    }

    /** The header that a hard link leads to, for the group's member at the path. */
    public ObjectHeader object(Link hard, String path) {
        return headers(new Place(path(), path), () -> ObjectHeader.read(superblock.storage(), hard.address()));
    }

    /**
     * The dataset at a path, of any type and at least one dimension.
     *
     * @throws FlashFlowException if there is none, or it is damaged
     */
    public DatasetHeader dataset(String path) {
        var place = new Place(path(), path);
        var header = headers(place, () -> new Lookup(superblock.storage(), superblock.root(), place).dataset());
        return dataset(header, path);
    }

    /** The dataset of a header that was found in this file. */
    public DatasetHeader dataset(ObjectHeader header, String path) {
        var place = new Place(path(), path);
        return reading(place, () -> DatasetHeader.of(header, superblock.storage(), file, place));
    }

    /** Reads headers of groups, and says it in a sentence where they are damaged. */
    public <T> T headers(Place place, Supplier<T> work) {
        return file.reading(() -> guarded(place, "has groups or headers that cannot be read", work));
    }

    /** Reads the header of a dataset, and says it in a sentence where it is damaged. */
    public <T> T reading(Place place, Supplier<T> work) {
        return file.reading(() -> guarded(place, "has a header that cannot be read", work));
    }

    /** Reads values of several datasets, and looks after the file once for all; see {@link DatasetHeader#bareRows}. */
    public <T> T reading(Supplier<T> work) {
        return file.reading(work);
    }

    @Override
    public void close() {
        file.close();
    }
}
