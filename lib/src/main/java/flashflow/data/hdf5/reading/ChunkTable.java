package flashflow.data.hdf5.reading;

import flashflow.data.Place;
import flashflow.data.hdf5.format.ChunkIndex;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Where each chunk lies in the file: inside it, and no two in one place. Chunks that were never written have no place. */
final class ChunkTable implements ChunkIndex.Sink {
    /** Their table takes some hundred MiB. */
    static final int MOST_CHUNKS = 1 << 24;

    private static final long MISSING = -1;

    private final ChunkShape shape;
    private final OpenFile file;
    private final long base;
    private final boolean bareEdges;
    private final Place place;
    private final long[] address;
    private final int[] size;
    private final int[] skipped;

    /**
     * Without any chunk at first.
     *
     * @param base what addresses count from
     * @param bareEdges whether chunks that stick out of the dataset are stored without their filters
     */
    ChunkTable(ChunkShape shape, OpenFile file, long base, boolean bareEdges, Place place) {
        int chunks = Math.toIntExact(shape.gridRows() * shape.gridColumns());
        this.shape = shape;
        this.file = file;
        this.base = base;
        this.bareEdges = bareEdges;
        this.place = place;
        this.address = new long[chunks];
        this.size = new int[chunks];
        this.skipped = new int[chunks];
        Arrays.fill(address, MISSING);
    }

    @Override
    public void chunk(long row, long column, long at, long bytes, int filtersSkipped) {
        if (row < 0 || row >= shape.gridRows() || column < 0 || column >= shape.gridColumns()) {
            throw place.refuse("a chunk at " + row + ", " + column + " does not fit the grid", "the file is damaged");
        }
        int index = index(row, (int) column);
        long firstRow = row * shape.chunkRows();
        if (address[index] != MISSING) {
            throw place.refuse(
                    "two chunks claim row " + firstRow + ", column " + shape.firstColumn((int) column),
                    "the file is damaged");
        }
        if (bytes <= 0 || bytes > Integer.MAX_VALUE - 64 || at < 0 || base + at > file.size() - bytes) {
            throw place.refuse(
                    "the chunk from row " + firstRow + " on lies beyond the end of the file", "copy it again");
        }
        address[index] = base + at;
        size[index] = (int) bytes;
        skipped[index] = filtersSkipped;
    }

    /** Chunks lie apart; one that reaches into another betrays a damaged index. */
    void refuseOverlaps() {
        int[] order = IntStream.range(0, address.length)
                .filter(this::isWritten)
                .boxed()
                .sorted(Comparator.comparingLong(i -> address[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 1; i < order.length; i++) {
            if (address[order[i - 1]] + size[order[i - 1]] > address[order[i]]) {
                throw place.refuse("its chunks overlap each other", "the file is damaged: copy it again");
            }
        }
    }

    boolean isEmpty() {
        return Arrays.stream(address).allMatch(at -> at == MISSING);
    }

    /** Rows of which at least one chunk is missing. */
    long unwrittenRows() {
        long rows = 0;
        for (long gridRow = 0; gridRow < shape.gridRows(); gridRow++) {
            int first = index(gridRow, 0);
            if (!IntStream.range(first, first + shape.gridColumns()).allMatch(this::isWritten)) {
                rows += Math.min(shape.chunkRows(), shape.rows() - gridRow * shape.chunkRows());
            }
        }
        return rows;
    }

    int index(long gridRow, int gridColumn) {
        return (int) (gridRow * shape.gridColumns() + gridColumn);
    }

    boolean isWritten(int index) {
        return address[index] != MISSING;
    }

    /** Whether the chunk is stored as it is, whatever the filters are. */
    boolean isBare(int index) {
        long row = index / shape.gridColumns();
        int column = index % shape.gridColumns();
        return bareEdges && ((row + 1) * shape.chunkRows() > shape.rows() || shape.sticksOut(column));
    }

    long address(int index) {
        return address[index];
    }

    int size(int index) {
        return size[index];
    }

    /** Bit i is set if filter i was left out for this chunk. */
    int skipped(int index) {
        return skipped[index];
    }
}
