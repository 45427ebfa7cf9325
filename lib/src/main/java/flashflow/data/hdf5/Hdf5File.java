package flashflow.data.hdf5;

import flashflow.data.ColumnLayout;
import flashflow.data.Place;
import flashflow.data.RowSource;
import flashflow.data.hdf5.format.Attributes;
import flashflow.data.hdf5.reading.ChunkCache;
import flashflow.data.hdf5.reading.DatasetHeader;
import flashflow.data.hdf5.reading.ElementType;
import flashflow.data.hdf5.reading.Hdf5Storage;
import flashflow.data.hdf5.reading.Unsuitable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One HDF5 file opened at one dataset of rows and columns. Everything that can be checked without the values is checked on opening. */
final class Hdf5File implements AutoCloseable {
    private final Hdf5Storage storage;
    private final DatasetHeader header;
    private final ElementType type;
    private final ChunkCache cache;
    private final RowSource rows;
    private final ColumnNames names;
    private final List<String> unreadable;
    private RowSource halves;

    private Hdf5File(Hdf5Storage storage, DatasetHeader header, ChunkCache cache) {
        this.storage = storage;
        this.header = header;
        this.cache = cache;
        this.type = header.matrix();
        this.rows = header.rows(type, cache);
        this.names = ColumnNames.read(header.header(), header.width(), header.place());
        this.unreadable = new Attributes(header.header()).unreadable();
    }

    /**
     * Opens a file.
     *
     * @param cache of the dataset, for chunks that are read in part
     * @throws flashflow.FlashFlowException if the file or the dataset cannot be read as rows of numbers
     */
    static Hdf5File open(Path path, String dataset, ChunkCache cache) {
        var place = new Place(path, dataset);
        var storage = Hdf5Storage.open(place);
        try {
            var header = storage.dataset(dataset);
            return storage.reading(place, () -> new Hdf5File(storage, header, cache));
        } catch (RuntimeException | Error e) {
            storage.close();
            throw e;
        }
    }

    Place place() {
        return header.place();
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

    /**
     * The same rows as they are stored, two floats for each value, see {@link ElementType#halves}; made once, since it lists the
     * chunks anew.
     */
    synchronized RowSource halves() {
        if (halves == null) {
            halves = storage.reading(place(), () -> header.rows(type.halves(), cache));
        }
        return halves;
    }

    /** Lets go of them. */
    synchronized void forgetHalves() {
        halves = null;
    }

    /** Names that the file gives its columns, or an empty list. */
    List<String> names() {
        return names.names();
    }

    /** Says it where there are too few columns: of a dataset of one dimension there is one. */
    void refuseNarrow(ColumnLayout layout) {
        int width = header.width();
        if (width < layout.width()) {
            String has = header.sides().isEmpty() ? "it has 1 dimension, one column," : "it has " + width + " columns";
            throw Unsuitable.of(
                    place(),
                    has + " and the layout needs " + layout.width(),
                    "check the layout: " + layout.context().size() + " context and "
                            + layout.targets().size() + " target columns");
        }
    }

    /** What a user should know about the file, in sentences. */
    List<String> warnings() {
        var sentences = new ArrayList<String>();
        header.unwritten().ifPresent(sentences::add);
        names.unrelated()
                .ifPresent(attribute -> sentences.add("File " + place().file() + ", dataset '" + place().dataset()
                        + "': the attribute " + attribute + " does not name its " + header.width()
                        + " columns and was left aside."));
        if (!unreadable.isEmpty()) {
            sentences.add("File " + place().file() + ", dataset '" + place().dataset() + "': " + unreadable.size()
                    + " of its attributes cannot be read (" + unreadable.get(0) + ") and were left aside.");
        }
        return sentences;
    }

    @Override
    public void close() {
        storage.close();
    }
}
