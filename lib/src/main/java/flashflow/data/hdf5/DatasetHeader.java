package flashflow.data.hdf5;

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

/** What the header of a dataset says about its rows, checked against the file before anything is read. */
final class DatasetHeader {
    /** Bytes; a wider row betrays a damaged header. */
    private static final int LARGEST_ROW = 1 << 26;

    private static final int SMALLEST_SUPERBLOCK = 48;

    private final ObjectHeader header;
    private final Storage storage;
    private final OpenFile file;
    private final Place place;
    private final ElementType type;
    private final Dataspace space;
    private final long rows;
    private final int width;
    private long unwritten;

    private DatasetHeader(
            ObjectHeader header, Storage storage, OpenFile file, Place place, ElementType type, Dataspace space) {
        this.header = header;
        this.storage = storage;
        this.file = file;
        this.place = place;
        this.type = type;
        this.space = space;
        this.rows = space.extent()[0];
        this.width = (int) space.extent()[1];
    }

    static DatasetHeader of(ObjectHeader header, Storage storage, OpenFile file, Place place) {
        var stored = Datatype.of(header);
        var space = Dataspace.of(header);
        var type = ElementType.of(stored).orElseThrow(() -> refuseType(stored, place));
        refuseRank(space, place);
        refuseExtent(space.extent(), type, place);
        return new DatasetHeader(header, storage, file, place, type, space);
    }

    private static FlashFlowException refuseType(Datatype stored, Place place) {
        var python = new PythonLine(place);
        String remedy =
                switch (stored.kind()) {
                    case COMPOUND -> python.columnsOfCompound();
                    case COMPLEX -> python.copy(".view(a.real.dtype)");
                    case INTEGER, FLOAT, BITS, TEXT -> python.copy(".astype('f4')");
                    default -> "store it as float32 or float64";
                };
        return place.refuse(
                "its elements are " + stored.kind().words() + " and no plain integers or IEEE floats", remedy);
    }

    private static void refuseRank(Dataspace space, Place place) {
        int rank = space.extent().length;
        if (space.isNull() || rank != 2) {
            String rows = rank == 1 ? "[:, None]" : ".reshape(len(a), -1)";
            throw place.refuse(
                    space.isNull() ? "it is empty, without any extent" : "it has " + rank + " dimensions and not 2",
                    rank == 0 ? "name a dataset of rows" : new PythonLine(place).copy(rows));
        }
    }

    private static void refuseExtent(long[] extent, ElementType type, Place place) {
        if (extent[1] < 1 || extent[0] < 0 || extent[1] > LARGEST_ROW / type.bytes()) {
            throw place.refuse(
                    "it claims " + extent[0] + " rows of " + extent[1] + " columns",
                    extent[1] == 0 ? "write it with at least one column" : "the file is damaged: copy it again");
        }
    }

    ElementType type() {
        return type;
    }

    int width() {
        return width;
    }

    /** How many rows hold the fill value, since their chunks were never written; known once {@link #rows} was called. */
    long unwrittenRows() {
        return unwritten;
    }

    /** @param read how the elements become numbers: {@link #type}, or another view of it */
    RowSource rows(ElementType read, ChunkCache cache) {
        if (rows == 0) {
            return InMemoryDataset.unchecked(ColumnLayout.numbered(width), new float[0]);
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
            return Math.multiplyExact(Math.multiplyExact(rows, width), type.bytes());
        } catch (ArithmeticException e) {
            throw tooLarge();
        }
    }

    private FlashFlowException tooLarge() {
        return place.refuse(
                "it claims " + rows + " rows of " + width + " columns, more than the file holds",
                "the file is damaged or truncated: copy it again");
    }

    private FlashFlowException neverWritten() {
        return place.refuse("its rows were never written", "let its writer finish, or write it again");
    }

    private RowSource contiguous(Layout.Contiguous layout, ElementType read) {
        if (layout.address() == Storage.UNDEFINED) {
            throw neverWritten();
        }
        long start = storage.base() + layout.address();
        long bytes = bytes();
        if (layout.address() < 0 || start > file.size() - bytes || layout.bytes() >= 0 && layout.bytes() != bytes) {
            throw tooLarge();
        }
        refuseOverlap(start, bytes);
        return new ContiguousRows(file, start, rows, width, read);
    }

    /** Rows that would cover the superblock or their own header betray a damaged address. */
    private void refuseOverlap(long start, long bytes) {
        long at = storage.base() + header.address();
        boolean overHeader = at >= start && at < start + bytes;
        if (start < storage.base() + SMALLEST_SUPERBLOCK || overHeader) {
            throw place.refuse("its rows overlap the headers of the file", "the file is damaged: copy it again");
        }
    }

    private RowSource compact(ByteBuffer data, ElementType read) {
        if (bytes() != data.remaining()) {
            throw tooLarge();
        }
        float[] values = new float[(int) (rows * width)];
        read.decode(data, values.length, values, 0);
        return InMemoryDataset.unchecked(ColumnLayout.numbered(width), values);
    }

    private RowSource chunked(Layout.Chunked layout, ElementType read, ChunkCache cache) {
        bytes();
        var shape = shape(layout.chunk());
        var stored = FilterPipeline.of(header);
        ChunkFilters.unknown(stored).ifPresent(this::refuseFilter);
        var filters = new ChunkFilters(stored, type.bytes(), place);
        var table = new ChunkTable(shape, file, storage.base(), layout.index().bareEdges(), place);
        layout.index().list(storage, grid(shape, !stored.isEmpty()), table);
        table.refuseOverlaps();
        if (table.isEmpty()) {
            throw neverWritten();
        }
        unwritten = table.unwrittenRows();
        var decoder = new ChunkDecoder(file, shape, table, filters, read, fill(read), place);
        return new ChunkedRows(file, shape, table, decoder, cache);
    }

    private void refuseFilter(StoredFilter filter) {
        String python = filter.pythonModules()
                .map(modules -> ", or " + new PythonLine(place).copy(modules, ", compression='gzip'"))
                .orElse("");
        throw place.refuse(
                "it is stored with the " + filter + ", which is not supported",
                "call " + filter.repack(place.file().getFileName().toString()) + python);
    }

    private float fill(ElementType read) {
        var fill = FillValue.of(header);
        if (unwritten > 0 && !fill.defined()) {
            throw place.refuse(
                    unwritten + " of its rows were never written, and it says of no value that stands for them",
                    "let its writer finish, or write it again");
        }
        float[] value = new float[1];
        if (fill.bytes().remaining() == type.bytes()) {
            read.decode(fill.bytes(), 1, value, 0);
        } else if (fill.bytes().hasRemaining()) {
            throw place.refuse("its fill value is of another type", "the file is damaged: copy it again");
        }
        return value[0];
    }

    private ChunkGrid grid(ChunkShape shape, boolean filtered) {
        return new ChunkGrid(
                shape.chunkElements() * type.bytes(),
                filtered,
                shape.gridRows(),
                shape.gridColumns(),
                most(0, shape.chunkRows()),
                most(1, shape.chunkColumns()));
    }

    /** Chunks along a dimension at its largest extent, by which an index numbers them. */
    private long most(int dimension, int side) {
        long most = space.most()[dimension];
        if (most != Dataspace.UNLIMITED && most < space.extent()[dimension]) {
            throw place.refuse("it is larger than it may become", "the file is damaged: copy it again");
        }
        return most == Dataspace.UNLIMITED ? most : (most - 1) / side + 1;
    }

    private ChunkShape shape(long[] chunk) {
        boolean sensible =
                chunk.length == 2 && chunk[0] > 0 && chunk[1] > 0 && chunk[0] >> 31 == 0 && chunk[1] >> 31 == 0;
        if (!sensible || chunk[0] * chunk[1] > (Integer.MAX_VALUE - 64) / type.bytes()) {
            throw place.refuse(
                    "its chunks of " + java.util.Arrays.toString(chunk) + " elements cannot be read",
                    "use chunks of at most 2 GiB, some thousand rows each");
        }
        var shape = new ChunkShape(rows, width, (int) chunk[0], (int) chunk[1]);
        if (shape.gridRows() > ChunkTable.MOST_CHUNKS / shape.gridColumns()) {
            throw place.refuse(
                    "it is cut into " + shape.gridRows() + " x " + shape.gridColumns() + " chunks, too many to list",
                    "write it with larger chunks, some thousand rows each");
        }
        return shape;
    }
}
