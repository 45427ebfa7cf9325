package flashflow.storage;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A new file open for writing, and reading again, by plain system calls: a {@link java.nio.channels.FileChannel} would close itself when its
 * thread is interrupted. Held by a lock of the system, which tells other processes that its writer lives.
 */
final class PlainChannel implements SeekableByteChannel {
    /** Bytes copied at a time from memory outside of the heap. */
    private static final int PIECE = 1 << 16;

    private final RandomAccessFile file;
    private boolean open = true;

    private PlainChannel(RandomAccessFile file) {
        this.file = file;
    }

    /** @throws FileAlreadyExistsException if there is a file of that name */
    static PlainChannel create(Path path) throws IOException {
        Files.createFile(path);
        var file = new RandomAccessFile(path.toFile(), "rw");
        try {
            file.getChannel().tryLock();
        } catch (IOException e) {
            // Some network file systems have no locks; the name says whose the file is.
        }
        return new PlainChannel(file);
    }

    /** All bytes at once. */
    @Override
    public int write(ByteBuffer source) throws IOException {
        refuseClosed();
        int count = source.remaining();
        if (source.hasArray()) {
            file.write(source.array(), source.arrayOffset() + source.position(), count);
            source.position(source.limit());
        } else {
            writeCopied(source);
        }
        return count;
    }

    private void writeCopied(ByteBuffer source) throws IOException {
        byte[] piece = new byte[Math.min(PIECE, source.remaining())];
        while (source.hasRemaining()) {
            int count = Math.min(piece.length, source.remaining());
            source.get(piece, 0, count);
            file.write(piece, 0, count);
        }
    }

    /** Makes sure that all of it is on the disk. */
    void force() throws IOException {
        file.getFD().sync();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        refuseClosed();
        byte[] piece = new byte[Math.min(PIECE, into.remaining())];
        int count = file.read(piece);
        into.put(piece, 0, Math.max(0, count));
        return count;
    }

    @Override
    public long position() throws IOException {
        refuseClosed();
        return file.getFilePointer();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
        refuseClosed();
        file.seek(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        refuseClosed();
        return file.length();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
        refuseClosed();
        file.setLength(Math.min(size, file.length()));
        return this;
    }

    private void refuseClosed() throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** What could not be written was told before: {@link #force} has gone through the disk. */
    @Override
    public void close() {
        open = false;
        try {
            file.close();
        } catch (IOException e) {
            // Nothing is lost that anyone was promised.
        }
    }
}
