package flashflow.data.hdf5;

import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** An open file in the dress in which jhdf takes one. */
final class SeekableFile implements SeekableByteChannel {
    private final OpenFile file;
    private long position;

    SeekableFile(OpenFile file) {
        this.file = file;
    }

    @Override
    public int read(ByteBuffer into) {
        long left = file.size() - position;
        if (left <= 0) {
            return -1;
        }
        int length = (int) Math.min(left, into.remaining());
        int limit = into.limit();
        file.read(position, into.limit(into.position() + length));
        into.limit(limit);
        position += length;
        return length;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }
}
