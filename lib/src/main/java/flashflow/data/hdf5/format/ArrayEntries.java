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
    private final boolean byColumns;
    private final long perLine;

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
        this.byColumns = grid.mostColumns() == Dataspace.UNLIMITED;
        this.perLine = byColumns ? grid.mostRows() : grid.mostColumns();
    }

    void read(Fields fields, long first, long count) {
        for (long i = first; i < first + count; i++) {
            long address = fields.address();
            long bytes = filtered ? fields.unsigned(sizeBytes) : grid.chunkBytes();
            int skipped = filtered ? (int) fields.u32() : 0;
            long row = byColumns ? i % perLine : i / perLine;
            long column = byColumns ? i / perLine : i % perLine;
            if (address != Storage.UNDEFINED && grid.holds(row, column)) {
                sink.chunk(row, column, address, bytes, skipped);
            }
        }
    }

    /** One more than the number of the last chunk inside the dataset. */
    long end() {
        long line = byColumns ? grid.columns() : grid.rows();
        return line * perLine;
    }
}
