package flashflow.data;

import java.util.zip.DataFormatException;

/** One stage of the way back from stored bytes to values. */
interface ChunkFilter {
    /**
     * Undoes the filter.
     *
     * @param stored what the file or the stage before holds
     * @param size how many bytes must come out
     * @throws DataFormatException if the bytes are not what this filter writes
     */
    byte[] decode(byte[] stored, int size) throws DataFormatException;
}
