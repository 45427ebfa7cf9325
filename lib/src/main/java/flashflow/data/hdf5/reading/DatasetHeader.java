package flashflow.data.hdf5.reading;

import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.data.Place;
import flashflow.data.RowSource;
import flashflow.data.hdf5.filters.ChunkFilters;
import flashflow.data.hdf5.filters.StoredFilter;
import flashflow.data.hdf5.format.ChunkGrid;
import flashflow.data.hdf5.format.Dataspace;
import flashflow.data.hdf5.format.Datatype;
import flashflow.data.hdf5.format.FillValue;
import flashflow.data.hdf5.format.FilterPipeline;
import flashflow.data.hdf5.format.Layout;
import flashflow.data.hdf5.format.ObjectHeader;
import flashflow.data.hdf5.format.Storage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the header of a dataset says about its rows, checked against the file before anything is read. */
public final class DatasetHeader {
    /** Bytes; a wider row betrays a damaged header. */
    private static final int LARGEST_ROW = 1 << 26;

    private static final int SMALLEST_SUPERBLOCK = 48;

    private final ObjectHeader header;
    private final Storage storage;
    private final OpenFile file;
    private final Place place;
    private final Datatype stored;
    private final Dataspace space;
    private final long rows;
    private final List<Integer> sides;
    private long unwritten;

    private DatasetHeader(
            ObjectHeader header, Storage storage, OpenFile file, Place place, Datatype stored, Dataspace space) {
        this.header = header;
        this.storage = storage;
        this.file = file;
        this.place = place;
        this.stored = stored;
        this.space = space;
        this.rows = space.extent()[0];
        this.sides = Arrays.stream(space.extent())
                .skip(1)
                .mapToObj(side -> (int) side)
                .toList();
    }

    /**
     * Reads the header of a dataset of any type and number of dimensions, at least one.
     *
     * @throws FlashFlowException if it has no rows by its kind
     */
    static DatasetHeader of(ObjectHeader header, Storage storage, OpenFile file, Place place) {
        var stored = Datatype.of(header);
        var space = Dataspace.of(header);
        refuseScalar(space, place);
        refuseExtent(space.extent(), stored, place);
        return new DatasetHeader(header, storage, file, place, stored, space);
    }

    /**
     * The type of the numbers of a table of rows and columns.
     *
     * @throws FlashFlowException if it is no such table
     */
    public ElementType matrix() {
        var type = ElementType.of(stored).orElseThrow(() -> refuseType(stored, place));
        if (sides.size() > 1) {
            throw refuseRank(space, place);
        }
        return type;
    }

    private static FlashFlowException refuseType(Datatype stored, Place place) {
        var python = new PythonLine(place);
        String remedy =
                switch (stored.kind()) {
                    case COMPOUND -> "open its fields as columns";
                    case COMPLEX -> python.copy(".view(a.real.dtype)");
                    case INTEGER, FLOAT, BITS, TEXT -> python.copy(".astype('f4')");
                    default -> "store it as float32 or float64";
                };
        return Unsuitable.so(
                place, "its elements are " + stored.kind().words() + " and no plain integers or IEEE floats", remedy);
    }

    private static FlashFlowException refuseRank(Dataspace space, Place place) {
        return Unsuitable.so(
                place,
                "it has " + space.extent().length + " dimensions and not 2",
                "open it as columns, flattened or a slice of it");
    }

    private static void refuseScalar(Dataspace space, Place place) {
        if (space.isNull() || space.extent().length == 0) {
            throw Unsuitable.of(
                    place,
                    space.isNull() ? "it is empty, without any extent" : "it is a single value",
                    "name a dataset of rows");
        }
    }

    private static void refuseExtent(long[] extent, Datatype type, Place place) {
        long row = Math.max(1, type.bytes());
        for (int i = 1; i < extent.length; i++) {
            row = extent[i] < 1 || row > LARGEST_ROW ? -1 : row * Math.min(extent[i], LARGEST_ROW + 1L);
        }
        if (extent[0] < 0 || row < 0 || row > LARGEST_ROW) {
            String shape = extent.length == 2
                    ? extent[0] + " rows of " + extent[1] + " columns"
                    : "the extent " + Arrays.toString(extent);
            boolean none = Arrays.stream(extent).skip(1).anyMatch(side -> side == 0);
            throw place.refuse(
                    "it claims " + shape,
                    none ? "write it with at least one column" : "the file is damaged: copy it again");
        }
    }

    /** How one of its elements is stored. */
    public Datatype stored() {
        return stored;
    }

    /** Number of rows, the extent along the first dimension. */
    public long rowCount() {
        return rows;
    }

    /** Extent along the other dimensions. */
    public List<Integer> sides() {
        return sides;
    }

    /** Elements of a row. */
    public int width() {
        return sides.stream().reduce(1, (a, b) -> a * b);
    }

    public Place place() {
        return place;
    }

    public ObjectHeader header() {
        return header;
    }

    /** A sentence that says how many rows hold the fill value, if there are some; known once {@link #rows} was called. */
    public Optional<String> unwritten() {
        return unwritten == 0
                ? Optional.empty()
                : Optional.of("File " + place.file() + ", dataset '" + place.dataset() + "': " + unwritten + " of its "
                        + rows + " rows were never written; its fill value stands for them.");
    }

    /**
     * The rows, of {@link #width} times the codec's values floats each.
     *
     * @param read what is made of the elements
     */
    public RowSource rows(ElementCodec read, ChunkCache cache) {
        var found = bareRows(read, cache);
        return found instanceof InMemoryDataset ? found : new WatchedRows(file, found);
    }

    /**
     * The same rows for reading together with others of the file, inside {@link Hdf5Storage#reading(java.util.function.Supplier)}:
     * by themselves they do not notice that the file is changed.
     */
    public RowSource bareRows(ElementCodec read, ChunkCache cache) {
        if (rows == 0) {
            return InMemoryDataset.unchecked(ColumnLayout.numbered(width() * read.values()), new float[0]);
        }
        if (header.isExternal()) {
            throw place.refuse("its rows lie in other files of raw bytes", new PythonLine(place).copy(""));
        }
        var layout = Layout.of(header);
        if (layout instanceof Layout.Contiguous contiguous) {
            return contiguous(contiguous, read);
        }
        if (layout instanceof Layout.Compact compact) {
            return compact(compact.data(), read);
        }
        if (layout instanceof Layout.Chunked chunked) {
            return chunked(chunked, read, cache);
        }
        throw place.refuse("it is virtual: its rows lie in other datasets", new PythonLine(place).copy(""));
    }

    private long bytes() {
        try {
            return Math.multiplyExact(Math.multiplyExact(rows, width()), stored.bytes());
        } catch (ArithmeticException e) {
            throw tooLarge();
        }
    }

    private FlashFlowException tooLarge() {
        return place.refuse(
                "it claims " + rows + " rows of " + width() + " columns, more than the file holds",
                "the file is damaged or truncated: copy it again");
    }

    private FlashFlowException neverWritten() {
        return place.refuse("its rows were never written", "let its writer finish, or write it again");
    }

    private RowSource contiguous(Layout.Contiguous layout, ElementCodec read) {
        if (layout.address() == Storage.UNDEFINED) {
            throw neverWritten();
        }
        long start = storage.base() + layout.address();
        long bytes = bytes();
        if (layout.address() < 0 || start > file.size() - bytes || layout.bytes() >= 0 && layout.bytes() != bytes) {
            throw tooLarge();
        }
        refuseOverlap(start, bytes);
        return new ContiguousRows(file, start, rows, width() * read.values(), read);
    }

    /** Rows that would cover the superblock or their own header betray a damaged address. */
    private void refuseOverlap(long start, long bytes) {
        long at = storage.base() + header.address();
        boolean overHeader = at >= start && at < start + bytes;
        if (start < storage.base() + SMALLEST_SUPERBLOCK || overHeader) {
            throw place.refuse("its rows overlap the headers of the file", "the file is damaged: copy it again");
        }
    }

    private RowSource compact(ByteBuffer data, ElementCodec read) {
        if (bytes() != data.remaining()) {
            throw tooLarge();
        }
        int elements = (int) (rows * width());
        float[] values = new float[elements * read.values()];
        read.decode(data, elements, values, 0);
        return InMemoryDataset.unchecked(ColumnLayout.numbered(width() * read.values()), values);
    }

    private RowSource chunked(Layout.Chunked layout, ElementCodec read, ChunkCache cache) {
        bytes();
        var shape = shape(layout.chunk(), read.values());
        var filters = FilterPipeline.of(header);
        ChunkFilters.unknown(filters).ifPresent(this::refuseFilter);
        var table = new ChunkTable(shape, file, storage.base(), layout.index().bareEdges(), place);
        layout.index().list(storage, grid(shape, !filters.isEmpty()), table);
        table.refuseOverlaps();
        if (table.isEmpty()) {
            throw neverWritten();
        }
        unwritten = table.unwrittenRows();
        var undone = new ChunkFilters(filters, stored.bytes(), place);
        var decoder = new ChunkDecoder(file, shape, table, undone, read, fill(read), place);
        return new ChunkedRows(shape, table, decoder, cache);
    }

    private void refuseFilter(StoredFilter filter) {
        String python = filter.pythonModules()
                .map(modules -> ", or " + new PythonLine(place).copy(modules, ", compression='gzip'"))
                .orElse("");
        throw place.refuse(
                "it is stored with the " + filter + ", which is not supported",
                "call " + filter.repack(place.file().getFileName().toString()) + python);
    }

    /** What stands for an element that was never written. */
    private float[] fill(ElementCodec read) {
        var fill = FillValue.of(header);
        if (unwritten > 0 && !fill.defined()) {
            throw place.refuse(
                    unwritten + " of its rows were never written, and it says of no value that stands for them",
                    "let its writer finish, or write it again");
        }
        float[] value = new float[read.values()];
        if (fill.bytes().remaining() == stored.bytes()) {
            read.decode(fill.bytes(), 1, value, 0);
        } else if (fill.bytes().hasRemaining()) {
            throw place.refuse("its fill value is of another type", "the file is damaged: copy it again");
        }
        return value;
    }

    private ChunkGrid grid(ChunkShape shape, boolean filtered) {
        var now = new ArrayList<Long>();
        var most = new ArrayList<Long>();
        now.add(shape.gridRows());
        most.add(most(0, shape.chunkRows()));
        for (int i = 0; i < sides.size(); i++) {
            now.add((long) shape.gridSide(i));
            most.add(most(i + 1, shape.chunkSides().get(i)));
        }
        return new ChunkGrid(shape.chunkElements() * stored.bytes(), filtered, now, most);
    }

    /** Chunks along a dimension at its largest extent, by which an index numbers them. */
    private long most(int dimension, int side) {
        long most = space.most()[dimension];
        if (most != Dataspace.UNLIMITED && most < space.extent()[dimension]) {
            throw place.refuse("it is larger than it may become", "the file is damaged: copy it again");
        }
        return most == Dataspace.UNLIMITED ? most : (most - 1) / side + 1;
    }

    private ChunkShape shape(long[] chunk, int values) {
        long bytes = stored.bytes();
        boolean sensible = chunk.length == sides.size() + 1;
        for (long side : chunk) {
            sensible &= side > 0 && side >> 31 == 0 && bytes <= Integer.MAX_VALUE - 64;
            bytes *= sensible ? side : 1;
        }
        if (!sensible || bytes > Integer.MAX_VALUE - 64 || bytes / stored.bytes() * values > Integer.MAX_VALUE - 64) {
            throw place.refuse(
                    "its chunks of " + Arrays.toString(chunk) + " elements cannot be read",
                    "use chunks of at most 2 GiB, some thousand rows each");
        }
        var other = Arrays.stream(chunk).skip(1).mapToObj(side -> (int) side).toList();
        var shape = new ChunkShape(rows, sides, (int) chunk[0], other, values);
        if (shape.gridRows() > ChunkTable.MOST_CHUNKS / shape.gridColumns()) {
            throw place.refuse(
                    "it is cut into " + shape.gridRows() + " x " + shape.gridColumns() + " chunks, too many to list",
                    "write it with larger chunks, some thousand rows each");
        }
        return shape;
    }
}
