package flashflow.data.hdf5.filters.codecs;

import java.util.zip.DataFormatException;

/** A compression of bytes. May be used by several threads at once. */
public interface Codec {
    /**
     * Decodes all of {@code in}. Damaged data may also come out wrong, where the format has no checksum, and end in a
     * {@link RuntimeException} of the library that decodes; nothing outside of {@code out} is written.
     *
     * @param out receives the bytes
     * @return how many there were
     * @throws DataFormatException if the data are damaged, or are more than {@code out} has room for
     */
    int decode(Span in, Span out) throws DataFormatException;

    /**
     * Decodes what fills {@code out}.
     *
     * @throws DataFormatException also if it does not
     */
    default void fill(Span in, Span out) throws DataFormatException {
        if (decode(in, out) != out.length()) {
            throw new DataFormatException("its compressed data end early");
        }
    }
}
