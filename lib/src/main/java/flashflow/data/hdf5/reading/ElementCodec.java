package flashflow.data.hdf5.reading;

import java.nio.ByteBuffer;

/** What is made of the elements of a dataset: one float of a plain number, several of a compound element, or their bytes. */
public interface ElementCodec {
    /** Bytes of an element in the file. */
    int bytes();

    /** Floats that one element becomes. */
    int values();

    /**
     * Decodes elements that begin at the start of {@code from}.
     *
     * @param count elements
     * @param into receives count x values() floats from {@code offset} on
     */
    void decode(ByteBuffer from, int count, float[] into, int offset);
}
