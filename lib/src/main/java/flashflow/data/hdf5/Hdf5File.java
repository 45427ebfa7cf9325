package flashflow.data.hdf5;

import flashflow.FlashFlowException;
import flashflow.data.Place;
import flashflow.data.RowSource;
import flashflow.data.hdf5.format.ObjectHeader;
import flashflow.data.hdf5.format.Superblock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One HDF5 file opened at one dataset. {@link flashflow.data.hdf5.format} finds out what lies where; the rows are read by {@link
 * RowSource}. Everything that can be checked without the values is checked on opening.
 */
final class Hdf5File implements AutoCloseable {
    private final OpenFile file;
    private final Place place;
    private final DatasetHeader header;
    private final ElementType type;
    private final ChunkCache cache;
    private final RowSource rows;
    private final ColumnNames names;
    private final Map<ElementType.View, RowSource> views = new EnumMap<>(ElementType.View.class);

    private Hdf5File(OpenFile file, Place place, DatasetHeader header, ChunkCache cache, ColumnNames names) {
        this.file = file;
        this.place = place;
        this.header = header;
        this.cache = cache;
        this.type = header.matrix();
        this.rows = header.rows(type, cache);
        this.names = names;
    }

    /**
     * Opens a file.
     *
     * @param cache of the dataset, for chunks that are read in part
     * @throws FlashFlowException if the file or the dataset cannot be read as rows of numbers
     */
    static Hdf5File open(Path path, String dataset, ChunkCache cache) {
        var file = OpenFile.open(path);
        try {
            return file.reading(() -> open(file, new Place(path, dataset), cache));
        } catch (RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    private static Hdf5File open(OpenFile file, Place place, ChunkCache cache) {
        var superblock = guarded(place, "is not a readable HDF5 file", () -> superblock(file, place));
        refuseUnfinished(superblock, place);
        refuseTruncated(superblock, file, place);
        var dataset = guarded(place, "has groups or headers that cannot be read", () -> new Lookup(
                        superblock.storage(), superblock.root(), place)
                .dataset());
        return guarded(place, "has a header that cannot be read", () -> of(dataset, superblock, file, place, cache));
    }

    private static Hdf5File of(
            ObjectHeader dataset, Superblock superblock, OpenFile file, Place place, ChunkCache cache) {
        var header = DatasetHeader.of(dataset, superblock.storage(), file, place);
        return new Hdf5File(file, place, header, cache, ColumnNames.read(dataset, header.width(), place));
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

    Place place() {
        return place;
    }

    RowSource rows() {
        return rows;
    }

    DatasetHeader header() {
        return header;
    }

    /** How its numbers are stored. */
    ElementType type() {
        return type;
    }

    /** The same rows, of whose values something else is made; made once, since it lists the chunks anew. */
    synchronized RowSource view(ElementType.View view) {
        return views.computeIfAbsent(view, v -> file.reading(() -> header.rows(type.as(v), cache)));
    }

    /** Lets go of the other views. */
    synchronized void forgetViews() {
        views.clear();
    }

    /** Names that the file gives its columns, or an empty list. */
    List<String> names() {
        return names.names();
    }

    /** What a user should know about the file, in sentences. */
    List<String> warnings() {
        var sentences = new ArrayList<String>();
        if (header.unwrittenRows() > 0) {
            sentences.add("File " + place.file() + ", dataset '" + place.dataset() + "': " + header.unwrittenRows()
                    + " of its " + rows.rowCount() + " rows were never written; its fill value stands for them.");
        }
        names.unrelated()
                .ifPresent(attribute -> sentences.add("File " + place.file() + ", dataset '" + place.dataset()
                        + "': the attribute " + attribute + " does not name its " + header.width()
                        + " columns and was left aside."));
        return sentences;
    }

    @Override
    public void close() {
        file.close();
    }
}
