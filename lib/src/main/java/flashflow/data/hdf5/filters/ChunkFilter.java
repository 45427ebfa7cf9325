package flashflow.data.hdf5.filters;

import java.util.zip.DataFormatException;

/** One stage of the way back from stored bytes to values. */
interface ChunkFilter {
    int UNKNOWN = -1;

    /**
     * Undoes the filter.
     *
     * @param stored what the file or the stage before holds
     * @param spare may receive the result
     * @param size how many bytes must come out, {@link #UNKNOWN} where another filter that changes the size was applied before
     * @param most how many may come out at most
     * @return whichever of the two holds the result
     * @throws DataFormatException if the bytes are not what this filter writes
     */
    ChunkBytes decode(ChunkBytes stored, ChunkBytes spare, int size, int most) throws DataFormatException;

    /**
     * How many bytes come out.
     *
     * @param stated what the stored bytes say of it
     * @throws DataFormatException if that cannot be
     */
    static int size(long stated, int expected, int most) throws DataFormatException {
        if (expected == UNKNOWN ? stated < 0 || stated > most : stated != expected) {
            throw new DataFormatException("its header states " + stated + " bytes, which cannot be");
        }
        return (int) stated;
    }
}
