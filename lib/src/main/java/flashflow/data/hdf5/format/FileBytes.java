package flashflow.data.hdf5.format;

import java.nio.ByteBuffer;

/** The bytes of a file, from its first one on. */
public interface FileBytes {
    long size();

    /** Fills a buffer from its position to its limit. */
    void read(long address, ByteBuffer into);
}
