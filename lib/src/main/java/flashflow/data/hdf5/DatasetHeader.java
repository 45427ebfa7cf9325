package flashflow.data.hdf5;

import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.data.Place;
import flashflow.data.RowSource;
import flashflow.data.hdf5.filters.ChunkFilters;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Node;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.dataset.chunked.DatasetInfo;
import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.CompactDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import io.jhdf.object.message.FilterPipelineMessage;
import java.nio.ByteBuffer;
import java.util.List;

/** What the header of a dataset says about its rows, checked against the file before anything is read. */
final class DatasetHeader {
    /** Bytes; a wider row betrays a damaged header. */
    private static final int LARGEST_ROW = 1 << 26;

    private final Dataset dataset;
    private final HdfFile hdf;
    private final OpenFile file;
    private final Place place;
    private final ElementType type;
    private final long rows;
    private final int width;

    private DatasetHeader(
            Dataset dataset, HdfFile hdf, OpenFile file, Place place, ElementType type, long rows, int width) {
        this.dataset = dataset;
        this.hdf = hdf;
        this.file = file;
        this.place = place;
        this.type = type;
        this.rows = rows;
        this.width = width;
    }

    static DatasetHeader of(Node node, HdfFile hdf, OpenFile file, Place place) {
        if (!(node instanceof Dataset dataset)) {
            throw place.refuse("this is a " + node.getType() + " and no dataset", "name a dataset");
        }
        long[] extent = dataset.getDimensionsAsLong();
        if (extent.length != 2) {
            throw place.refuse("it has " + extent.length + " dimensions and not 2", "store one object per row");
        }
        var type = ElementType.of(dataset.getDataType())
                .orElseThrow(() -> place.refuse(
                        "its elements are no plain integers or IEEE floats", "store it as float32 or float64"));
        refuseExtent(extent, type, place);
        return new DatasetHeader(dataset, hdf, file, place, type, extent[0], (int) extent[1]);
    }

    private static void refuseExtent(long[] extent, ElementType type, Place place) {
        if (extent[0] == 0) {
            throw place.refuse("it has no rows", "write it again with at least one row");
        }
        if (extent[1] < 1 || extent[0] < 0 || extent[1] > LARGEST_ROW / type.bytes()) {
            throw place.refuse("it claims " + extent[0] + " rows of " + extent[1] + " columns", "the file is damaged");
        }
    }

    RowSource rows() {
        var layout = ((DatasetBase) dataset).getHeader().getMessageOfType(DataLayoutMessage.class);
        if (layout instanceof ContiguousDataLayoutMessage contiguous) {
            return contiguous(contiguous);
        }
        if (layout instanceof CompactDataLayoutMessage compact) {
            return compact(compact.getDataBuffer());
        }
        return chunked(layout);
    }

    List<String> columnNames() {
        return ColumnNames.read(dataset, width, place);
    }

    private long bytes() {
        try {
            return Math.multiplyExact(Math.multiplyExact(rows, width), type.bytes());
        } catch (ArithmeticException e) {
            throw tooLarge();
        }
    }

    private flashflow.FlashFlowException tooLarge() {
        return place.refuse(
                "it claims " + rows + " rows of " + width + " columns, more than the file holds",
                "the file is damaged or truncated: copy it again");
    }

    private long base() {
        return hdf.getUserBlockSize();
    }

    private RowSource contiguous(ContiguousDataLayoutMessage layout) {
        if (layout.getAddress() == io.jhdf.Constants.UNDEFINED_ADDRESS) {
            throw place.refuse("its rows were never written or lie in an external file", "write it again");
        }
        long start = base() + layout.getAddress();
        long bytes = bytes();
        if (layout.getAddress() < 0
                || start > file.size() - bytes
                || layout.getSize() >= 0 && layout.getSize() != bytes) {
            throw tooLarge();
        }
        refuseOverlap(start, bytes);
        return new ContiguousRows(file, start, rows, width, type);
    }

    /** Rows that would cover the superblock or their own header betray a damaged address. */
    private void refuseOverlap(long start, long bytes) {
        long header = base() + ((DatasetBase) dataset).getHeader().getAddress();
        boolean overHeader = header >= start && header < start + bytes;
        if (start < base() + 48 || overHeader) {
            throw place.refuse("its rows overlap the headers of the file", "the file is damaged: copy it again");
        }
    }

    private RowSource compact(ByteBuffer data) {
        if (bytes() != data.remaining()) {
            throw tooLarge();
        }
        float[] values = new float[(int) (rows * width)];
        type.decode(data, values.length, values, 0);
        return InMemoryDataset.unchecked(ColumnLayout.numbered(width), values);
    }

    private RowSource chunked(DataLayoutMessage layout) {
        bytes();
        var shape = shape(ChunkIndexes.chunkDimensions(layout));
        var filters = new ChunkFilters(filterInfos(), type.bytes(), place);
        int chunkBytes = (int) (shape.chunkElements() * type.bytes());
        var info = new DatasetInfo(
                chunkBytes, new long[] {rows, width}, new int[] {shape.chunkRows(), shape.chunkColumns()});
        var chunks = ChunkIndexes.list(hdf.getHdfBackingStorage(), layout, info);
        var table = ChunkTable.of(shape, chunks, file, base(), place);
        return new ChunkedRows(file, shape, table, new ChunkDecoder(file, shape, table, filters, type, place));
    }

    private ChunkShape shape(int[] chunk) {
        boolean sensible = chunk.length == 2 && chunk[0] > 0 && chunk[1] > 0;
        if (!sensible || (long) chunk[0] * chunk[1] * type.bytes() > Integer.MAX_VALUE - 64) {
            throw place.refuse(
                    "its chunks of " + java.util.Arrays.toString(chunk) + " elements cannot be read",
                    "use chunks of at most 2 GiB, some thousand rows each");
        }
        var shape = new ChunkShape(rows, width, chunk[0], chunk[1]);
        // Every chunk needs at least one byte.
        if (Math.multiplyExact(shape.gridRows(), shape.gridColumns()) > Math.min(file.size(), Integer.MAX_VALUE - 64)) {
            throw tooLarge();
        }
        refuseStretchable(shape);
        return shape;
    }

    /** jhdf counts chunks along the present width; an index laid out for a larger one would give wrong rows. */
    private void refuseStretchable(ChunkShape shape) {
        long[] most = dataset.getMaxSize();
        boolean stretches =
                most.length == 2 && most[1] != width && most[1] > shape.gridColumns() * (long) shape.chunkColumns();
        if (stretches && !(hdf.getHdfBackingStorage().getSuperblock().getVersionOfSuperblock() < 2)) {
            throw place.refuse("its number of columns may grow", "write it with a fixed number of columns");
        }
    }

    private List<FilterPipelineMessage.FilterInfo> filterInfos() {
        var messages = ((DatasetBase) dataset).getHeader().getMessagesOfType(FilterPipelineMessage.class);
        return messages.isEmpty() ? List.of() : messages.get(0).getFilters();
    }
}
