package flashflow.data.hdf5.format;

/**
 * The entries of an array of chunks: the address of each, and where filters were applied its size and the filters left out. An
 * entry's number says which chunk it is.
 */
final class ArrayEntries {
    private final ChunkGrid grid;
    private final ChunkIndex.Sink sink;
    private final boolean filtered;
    private final int sizeBytes;
    private final int slowest;

    /** @param client 0 for plain entries, 1 for those of filtered chunks */
    ArrayEntries(Storage storage, ChunkGrid grid, ChunkIndex.Sink sink, int client, int entryBytes) {
        this.grid = grid;
        this.sink = sink;
        this.filtered = client == 1;
        this.sizeBytes = entryBytes - storage.addressBytes() - 4;
        boolean plain = client == 0 && entryBytes == storage.addressBytes();
        if (!plain && (!filtered || sizeBytes < 1 || sizeBytes > 8)) {
            throw new FormatException("an array of chunks has entries of " + entryBytes + " bytes");
        }
        // The dimension without bound is the slowest one, whichever it is.
        this.slowest = Math.max(0, grid.most().indexOf(Dataspace.UNLIMITED));
    }

    void read(Fields fields, long first, long count) {
        for (long i = first; i < first + count; i++) {
            long address = fields.address();
            long bytes = filtered ? fields.unsigned(sizeBytes) : grid.chunkBytes();
            int skipped = filtered ? (int) fields.u32() : 0;
            long[] place = place(i);
            if (address != Storage.UNDEFINED && grid.holds(place)) {
                sink.chunk(grid, place, address, bytes, skipped);
            }
        }
    }

    /** The last dimension changes fastest, the slowest one comes last. */
    private long[] place(long number) {
        long[] place = new long[grid.rank()];
        long left = number;
        for (int i = place.length - 1; i >= 0; i--) {
            if (i != slowest) {
                place[i] = left % grid.most().get(i);
                left /= grid.most().get(i);
            }
        }
        place[slowest] = left;
        return place;
    }

    /** One more than the number of the last chunk inside the dataset. */
    long end() {
        long perLine = 1;
        for (int i = 0; i < grid.rank(); i++) {
            perLine = i == slowest
                    ? perLine
                    : Math.multiplyExact(perLine, grid.most().get(i));
        }
        return grid.sides().get(slowest) * perLine;
    }
}
