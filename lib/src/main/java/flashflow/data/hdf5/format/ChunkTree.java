package flashflow.data.hdf5.format;

/**
 * Chunks in a B-tree of the older kind, whose keys hold size, filters left out and place of each chunk.
 *
 * @param chunk extent of a chunk in elements
 */
record ChunkTree(long address, long[] chunk) implements ChunkIndex {
    @Override
    public void list(Storage storage, ChunkGrid grid, Sink sink) {
        int keyBytes = 8 + 8 * (chunk.length + 1);
        BTree1.leaves(storage, address, BTree1.CHUNKS, keyBytes, (key, child) -> {
            long bytes = key.u32();
            int skipped = (int) key.u32();
            long[] place = new long[chunk.length];
            for (int i = 0; i < place.length; i++) {
                place[i] = place(key.u64(), chunk[i]);
            }
            sink.chunk(grid, place, child, bytes, skipped);
        });
    }

    private static long place(long first, long side) {
        if (side < 1 || first % side != 0) {
            throw new FormatException("a chunk begins at " + first + ", off the grid of " + side);
        }
        return first / side;
    }
}
