package flashflow.data.hdf5.filters;

import flashflow.data.hdf5.filters.codecs.Span;
import java.util.zip.DataFormatException;

/** The bytes of a chunk before or after a filter, in memory that is used again for the next chunk. */
public final class ChunkBytes {
    /** Larger memory is not kept: threads live long and chunks of this size are rare. */
    private static final int KEPT = 1 << 22;

    private byte[] array = {};
    private int length;

    /** The bytes, from the first to {@link #length}; what follows is of no meaning. */
    public byte[] array() {
        return array;
    }

    public int length() {
        return length;
    }

    /** Makes room for so many bytes, whose values are left to chance. */
    public byte[] resize(int bytes) {
        if (array.length < bytes) {
            array = new byte[bytes];
        }
        length = bytes;
        return array;
    }

    Span span() {
        return new Span(array, 0, length);
    }

    /** @throws DataFormatException if there are more or fewer bytes */
    public ChunkBytes expect(int bytes) throws DataFormatException {
        if (length != bytes) {
            throw new DataFormatException("it holds " + length + " bytes and not " + bytes);
        }
        return this;
    }

    /** Drops bytes from the end. */
    ChunkBytes shorten(int bytes) {
        length -= bytes;
        return this;
    }

    /** Ends the use for one chunk. */
    public void release() {
        if (array.length > KEPT) {
            array = new byte[0];
        }
    }
}
