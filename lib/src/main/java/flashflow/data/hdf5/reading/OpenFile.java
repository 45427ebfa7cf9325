package flashflow.data.hdf5.reading;

import flashflow.FlashFlowException;
import flashflow.data.hdf5.format.FileBytes;
import flashflow.storage.FileStamp;
import flashflow.storage.RegularFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * A file open for reading by any number of threads, of any size. Not mapped: the loss of a mapped page reaches Java as an error
 * at some later point, while a read that comes too short can be refused at once. Interrupts do not close it, and it notices
 * when the file is changed, cut or removed underneath. The system's handle is taken when it is needed, see {@link Handles}.
 */
public final class OpenFile implements FileBytes, AutoCloseable {
    /** Bytes of one call of the system, each of which costs; they stay in the processor's cache until they are decoded. */
    static final int PIECE = 1 << 19;

    private final Path path;
    private final FileStamp stamp;
    private volatile boolean closed;

    private OpenFile(Path path, FileStamp stamp) {
        this.path = path;
        this.stamp = stamp;
    }

    static OpenFile open(Path path) {
        RegularFile.refuseEmpty(path);
        try {
            var stamp = FileStamp.of(path);
            if (!Files.isRegularFile(path)) {
                throw new IOException(Files.isDirectory(path) ? "it is a folder" : "it is a pipe or a device, no file");
            }
            var file = new OpenFile(path, stamp);
            Uninterrupted.call(file::channel);
            return file;
        } catch (NoSuchFileException e) {
            throw new FlashFlowException("File " + path + " does not exist; check the path.", e);
        } catch (IOException e) {
            throw new FlashFlowException(
                    "File " + path + " cannot be opened (" + e.getMessage() + "); check that it is a readable file.",
                    e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public long size() {
        return stamp.size();
    }

    /**
     * Runs a piece of reading and answers for the file: it is the one that was opened, also after the reading.
     *
     * @throws FlashFlowException if the file was closed, changed, cut or removed
     */
    <T> T reading(Supplier<T> work) {
        T result;
        try {
            channel();
            result = work.get();
        } catch (IOException | RuntimeException e) {
            throw failure(e);
        }
        stamp.refuseChanged(null);
        return result;
    }

    /** Fills a buffer from its position to its limit; call inside {@link #reading}. */
    @Override
    public void read(long address, ByteBuffer into) {
        if (address < 0 || address > size() - into.remaining()) {
            throw new IndexOutOfBoundsException("bytes " + address + " + " + into.remaining() + " of " + size());
        }
        long start = address - into.position();
        try {
            Uninterrupted.call(() -> {
                while (into.hasRemaining()) {
                    readPiece(start + into.position(), into);
                }
                return null;
            });
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** The position moves only when all is well, so that a reading broken by an interrupt can go on. */
    private void readPiece(long address, ByteBuffer into) throws IOException {
        int read = channel().read(into.slice(into.position(), Math.min(into.remaining(), PIECE)), address);
        if (read < 0) {
            throw new EOFException("it ends before byte " + address);
        }
        into.position(into.position() + read);
    }

    /** An interrupt of any reading thread closes the channel of all; the file behind it is checked by its stamp. */
    private FileChannel channel() throws IOException {
        return Handles.of(this);
    }

    void refuseClosed() {
        if (closed) {
            throw new FlashFlowException("File " + path + " was closed and is read again; open the dataset anew.");
        }
    }

    /** Where the file was changed, whatever was found is the consequence. */
    private RuntimeException failure(Exception found) {
        stamp.refuseChanged(found);
        return found instanceof RuntimeException known
                ? known
                : new FlashFlowException(
                        "File " + path + " cannot be read (" + found.getMessage() + "); check the disk.", found);
    }

    @Override
    public void close() {
        closed = true;
        try {
            Handles.giveBack(this);
        } catch (IOException e) {
            throw new FlashFlowException("File " + path + " cannot be closed (" + e.getMessage() + ").", e);
        }
    }
}
