package flashflow.data.hdf5.filters;

/** HDF5's n-bit where there was nothing to leave out, since the numbers use all their bits: it then does nothing. */
final class NbitFilter implements ChunkFilter {
    /** Place of the setting that says so. */
    private static final int UNUSED = 1;

    static boolean isRead(int[] settings) {
        return settings.length > UNUSED && settings[UNUSED] == 1;
    }

    @Override
    public ChunkBytes decode(ChunkBytes stored, ChunkBytes spare, int size, int most) {
        return stored;
    }
}
