package flashflow.data.hdf5.format;

/** Lists the chunks of a dataset. Chunks that were never written may be left out. */
public interface ChunkIndex {
    /** Receives the chunks. */
    interface Sink {
        /**
         * One chunk.
         *
         * @param row in the grid of chunks
         * @param column among the chunks of the row, -1 outside of the grid
         * @param address in the file
         * @param bytes as stored
         * @param skipped bit i set: filter i was left out
         */
        void chunk(long row, long column, long address, long bytes, int skipped);

        /** The same by the chunk's place along each dimension. */
        default void chunk(ChunkGrid grid, long[] place, long address, long bytes, int skipped) {
            chunk(place[0], grid.holds(place) ? grid.column(place) : -1, address, bytes, skipped);
        }
    }

    void list(Storage storage, ChunkGrid grid, Sink sink);

    /** Whether chunks that stick out of the dataset are stored without their filters. */
    default boolean bareEdges() {
        return false;
    }

    /** The index that a layout message of version 4 or 5 describes. */
    static ChunkIndex read(Fields fields, int flags, int rank) {
        boolean bareEdges = (flags & 1) != 0;
        int kind = fields.u8();
        return switch (kind) {
            case 1 -> single(fields, (flags & 2) != 0);
            case 2 -> new ImplicitIndex(fields.address());
            case 3 -> new FixedArray(fields.skip(1).address(), bareEdges);
            case 4 -> new ExtensibleArray(fields.skip(5).address(), bareEdges);
            case 5 -> new ChunkTree2(fields.skip(6).address(), rank, bareEdges);
            default -> throw new FormatException("its chunks are listed in a way of number " + kind);
        };
    }

    private static ChunkIndex single(Fields fields, boolean filtered) {
        long bytes = filtered ? fields.length() : -1;
        int skipped = filtered ? (int) fields.u32() : 0;
        long address = fields.address();
        return (storage, grid, sink) -> {
            if (address != Storage.UNDEFINED) {
                sink.chunk(0, 0, address, filtered ? bytes : grid.chunkBytes(), skipped);
            }
        };
    }
}
