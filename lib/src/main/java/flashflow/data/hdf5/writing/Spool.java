package flashflow.data.hdf5.writing;

import flashflow.storage.AtomicFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Blocks of bytes that are kept beside a file until it is known where in it they go; a part file that is never given a place,
 * begun with the first block.
 */
final class Spool implements AutoCloseable {
    private final Path place;
    private AtomicFile file;
    private long end;

    /** @param place of the file that it is for */
    Spool(Path place) {
        this.place = place;
    }

    /** Keeps a block; gives its address. */
    long keep(byte[] block) throws IOException {
        if (file == null) {
            file = AtomicFile.open(place);
        }
        long address = end;
        file.channel().position(address).write(ByteBuffer.wrap(block));
        end += block.length;
        return address;
    }

    /** Brings a block back. */
    void bring(long address, byte[] block) throws IOException {
        var into = ByteBuffer.wrap(block);
        file.channel().position(address);
        while (into.hasRemaining()) {
            if (file.channel().read(into) < 0) {
                throw new EOFException("a part file became shorter");
            }
        }
    }

    /** Removes the file. */
    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
