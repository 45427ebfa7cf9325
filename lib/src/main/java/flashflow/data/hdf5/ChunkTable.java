package flashflow.data.hdf5;

import flashflow.data.Place;
import io.jhdf.dataset.chunked.Chunk;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Where each chunk lies in the file; complete, inside the file and free of doubles. */
final class ChunkTable {
    private static final long MISSING = -1;

    private final ChunkShape shape;
    private final long[] address;
    private final int[] size;
    private final int[] skipped;

    private ChunkTable(ChunkShape shape, int chunks) {
        this.shape = shape;
        this.address = new long[chunks];
        this.size = new int[chunks];
        this.skipped = new int[chunks];
        Arrays.fill(address, MISSING);
    }

    /** Sorts the chunks an index lists into the grid and refuses an index that cannot be right. */
    static ChunkTable of(ChunkShape shape, Collection<Chunk> chunks, OpenFile file, long base, Place place) {
        var table = new ChunkTable(shape, Math.toIntExact(shape.gridRows() * shape.gridColumns()));
        for (Chunk chunk : chunks) {
            if (chunk.getAddress() != io.jhdf.Constants.UNDEFINED_ADDRESS) {
                table.add(chunk, file, base, place);
            }
        }
        table.refuseMissing(place);
        table.refuseOverlaps(place);
        return table;
    }

    private void add(Chunk chunk, OpenFile file, long base, Place place) {
        long[] at = chunk.getChunkOffset();
        boolean inGrid = at.length == 2
                && at[0] >= 0
                && at[0] < shape.rows()
                && at[0] % shape.chunkRows() == 0
                && at[1] >= 0
                && at[1] < shape.columns()
                && at[1] % shape.chunkColumns() == 0;
        if (!inGrid) {
            throw place.refuse("a chunk at " + Arrays.toString(at) + " does not fit the grid", "the file is damaged");
        }
        int index = index(at[0] / shape.chunkRows(), (int) (at[1] / shape.chunkColumns()));
        long start = base + chunk.getAddress();
        if (address[index] != MISSING) {
            throw place.refuse("two chunks claim row " + at[0] + ", column " + at[1], "the file is damaged");
        }
        if (chunk.getSize() <= 0 || start < 0 || start > file.size() - chunk.getSize()) {
            throw place.refuse("the chunk from row " + at[0] + " on lies beyond the end of the file", "copy it again");
        }
        address[index] = start;
        size[index] = chunk.getSize();
        long[] mask = chunk.getFilterMask().toLongArray();
        skipped[index] = mask.length == 0 ? 0 : (int) mask[0];
    }

    private void refuseMissing(Place place) {
        for (int i = 0; i < address.length; i++) {
            if (address[i] == MISSING) {
                long row = (long) (i / shape.gridColumns()) * shape.chunkRows();
                throw place.refuse(
                        "the rows from " + row + " on were never written",
                        "write the file again, or read only the rows before with a limit");
            }
        }
    }

    /** Chunks lie apart; one that reaches into another betrays a damaged index. */
    private void refuseOverlaps(Place place) {
        int[] order = IntStream.range(0, address.length)
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

    int index(long gridRow, int gridColumn) {
        return (int) (gridRow * shape.gridColumns() + gridColumn);
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
