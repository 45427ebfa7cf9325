package flashflow.data.hdf5.writing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** Writes the values of one dataset to where a file stands, as they come: contiguous, or in chunks and then their index. */
final class DatasetWriter {
    private final SeekableByteChannel out;
    private final ChunkWriter chunks;
    private final long start;

    DatasetWriter(SeekableByteChannel out, DatasetShape shape) throws IOException {
        this.out = out;
        this.chunks = shape.chunked() ? new ChunkWriter(out, shape) : null;
        this.start = out.position();
    }

    /** Appends the first bytes of an array, little-endian values. */
    void write(byte[] bytes, int count) throws IOException {
        if (chunks != null) {
            chunks.write(bytes, count);
        } else {
            out.write(ByteBuffer.wrap(bytes, 0, count));
        }
    }

    /** Writes what is missing; gives the address by which the values are found. */
    long finish() throws IOException {
        if (chunks == null) {
            return start;
        }
        chunks.flush();
        long index = out.position();
        out.write(ByteBuffer.wrap(chunks.index(index)));
        return index;
    }
}
