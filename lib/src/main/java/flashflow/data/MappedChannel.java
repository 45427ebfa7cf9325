package flashflow.data;

import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** A mapped file in the dress that jhdf takes for files too large for one buffer. */
final class MappedChannel implements SeekableByteChannel {
    private final MappedFile file;
    private long position;

    MappedChannel(MappedFile file) {
        this.file = file;
    }

    @Override
    public int read(ByteBuffer into) {
        long left = file.size() - position;
        if (left <= 0) {
            return -1;
        }
        int length = (int) Math.min(Math.min(left, into.remaining()), MappedFile.LARGEST_SLICE);
        into.put(file.slice(position, length));
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
