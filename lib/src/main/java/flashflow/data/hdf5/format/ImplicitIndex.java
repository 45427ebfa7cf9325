package flashflow.data.hdf5.format;

/** No list at all: the chunks lie one after the other, in the order of the dataset's largest extent. */
record ImplicitIndex(long address) implements ChunkIndex {
    @Override
    public void list(Storage storage, ChunkGrid grid, Sink sink) {
        for (long row = 0; row < grid.rows() && address != Storage.UNDEFINED; row++) {
            for (long column = 0; column < grid.columns(); column++) {
                long place = (row * grid.mostColumns() + column) * grid.chunkBytes();
                sink.chunk(row, column, address + place, grid.chunkBytes(), 0);
            }
        }
    }
}
