package flashflow.data.hdf5.format;

/** Chunks in a B-tree of the newer kind: several dimensions grow without bound. */
record ChunkTree2(long address, int rank, boolean bareEdges) implements ChunkIndex {
    @Override
    public void list(Storage storage, ChunkGrid grid, Sink sink) {
        if (address != Storage.UNDEFINED) {
            BTree2.records(storage, address, record -> {
                long at = record.address();
                int sizeBytes = record.remaining() - 8 * rank - 4;
                long bytes = grid.filtered() ? record.unsigned(sizeBytes) : grid.chunkBytes();
                int skipped = grid.filtered() ? (int) record.u32() : 0;
                long[] place = new long[rank];
                for (int i = 0; i < rank; i++) {
                    place[i] = record.u64();
                }
                sink.chunk(grid, place, at, bytes, skipped);
            });
        }
    }
}
