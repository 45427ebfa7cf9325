package flashflow.data.hdf5.format;

/** No list at all: the chunks lie one after the other, in the order of the dataset's largest extent. */
record ImplicitIndex(long address) implements ChunkIndex {
    @Override
    public void list(Storage storage, ChunkGrid grid, Sink sink) {
        long[] place = new long[grid.rank()];
        long chunks = address == Storage.UNDEFINED ? 0 : grid.sides().get(0) * grid.columns();
        for (long i = 0; i < chunks; i++) {
            sink.chunk(grid, place, address + number(place, grid) * grid.chunkBytes(), grid.chunkBytes(), 0);
            next(place, grid);
        }
    }

    private static long number(long[] place, ChunkGrid grid) {
        long number = 0;
        for (int i = 0; i < place.length; i++) {
            number = number * grid.most().get(i) + place[i];
        }
        return number;
    }

    private static void next(long[] place, ChunkGrid grid) {
        int i = place.length - 1;
        while (i > 0 && place[i] == grid.sides().get(i) - 1) {
            place[i--] = 0;
        }
        place[i]++;
    }
}
