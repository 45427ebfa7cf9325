package flashflow.data;

import flashflow.FlashFlowException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A file mapped into memory for reading, of any size and by any number of threads. Holds no channel, so that an
 * interrupt cannot close it, and notices when the file is changed, cut or removed underneath.
 */
final class MappedFile implements AutoCloseable {
    /** Largest slice that {@link #slice} hands out in one piece; neighbouring maps overlap by this much. */
    static final int LARGEST_SLICE = 1 << 26;

    /** Each map covers this much before the next begins; Java maps at most 2 GiB at once. */
    private static final int STRIDE = 1 << 30;

    private final Path path;
    private final FileStamp stamp;
    private final List<ByteBuffer> maps;
    private final Readers readers = new Readers();

    private MappedFile(Path path, FileStamp stamp, List<ByteBuffer> maps) {
        this.path = path;
        this.stamp = stamp;
        this.maps = maps;
    }

    static MappedFile open(Path path) {
        try {
            var stamp = FileStamp.of(path);
            return new MappedFile(path, stamp, Uninterrupted.call(() -> map(path, stamp.size())));
        } catch (NoSuchFileException e) {
            throw new FlashFlowException("File " + path + " does not exist; check the path.", e);
        } catch (IOException e) {
            throw new FlashFlowException(
                    "File " + path + " cannot be opened (" + e.getMessage() + "); check that it is a readable file.",
                    e);
        }
    }

    private static List<ByteBuffer> map(Path path, long size) throws IOException {
        var maps = new ArrayList<ByteBuffer>();
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            for (long start = 0; start < size; start += STRIDE) {
                long length = Math.min(size - start, STRIDE + (long) LARGEST_SLICE);
                maps.add(channel.map(FileChannel.MapMode.READ_ONLY, start, length));
            }
        }
        return maps;
    }

    Path path() {
        return path;
    }

    long size() {
        return stamp.size();
    }

    /** The whole file as one buffer; only for files that fit one map. */
    ByteBuffer whole() {
        return maps.isEmpty() ? ByteBuffer.allocate(0) : maps.get(0).duplicate();
    }

    boolean fitsOneMap() {
        return maps.size() <= 1;
    }

    /** A little-endian view of {@code length} bytes, at most {@link #LARGEST_SLICE}; call inside {@link #reading}. */
    ByteBuffer slice(long address, int length) {
        if (address < 0 || length < 0 || length > LARGEST_SLICE || address > size() - length) {
            throw new IndexOutOfBoundsException("bytes " + address + " + " + length + " of " + size());
        }
        int map = (int) (address / STRIDE);
        if (map == maps.size()) {
            return ByteBuffer.allocate(0);
        }
        return maps.get(map)
                .slice((int) (address - (long) map * STRIDE), length)
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Copies bytes of any length; call inside {@link #reading}, or from a thread that helps one. A helper may outlive the
     * reading if another one fails, so it is counted and watched by itself.
     */
    void copy(long address, byte[] into) {
        refuseUnless(readers.join());
        try {
            watched(() -> {
                for (int done = 0; done < into.length; done += LARGEST_SLICE) {
                    int length = Math.min(LARGEST_SLICE, into.length - done);
                    slice(address + done, length).get(into, done, length);
                }
                return null;
            });
        } finally {
            readers.leave();
        }
    }

    /**
     * Runs a piece of reading while the maps are held, provided that the file is still the one that was opened, before and
     * after.
     *
     * @throws FlashFlowException if the file was closed, changed, cut or removed
     */
    <T> T reading(Supplier<T> work) {
        refuseUnless(readers.enter());
        try {
            // A file that was cut is refused here, before a page is touched that is gone.
            refuseChanged(null);
            return watched(work);
        } finally {
            readers.leave();
        }
    }

    /** A file may be changed during the work too, and then whatever the work found is the consequence. */
    private <T> T watched(Supplier<T> work) {
        try {
            T result = work.get();
            refuseChanged(null);
            return result;
        } catch (RuntimeException | InternalError e) {
            refuseChanged(e);
            if (e instanceof InternalError fault) {
                throw unreadable(fault);
            }
            throw e;
        }
    }

    private FlashFlowException unreadable(InternalError fault) {
        return new FlashFlowException(
                "File " + path + " cannot be read (" + fault.getMessage() + "); check the disk.", fault);
    }

    private void refuseUnless(boolean open) {
        if (!open) {
            throw new FlashFlowException("File " + path + " was closed and is read again; open the dataset anew.");
        }
    }

    private void refuseChanged(Throwable cause) {
        FileStamp now;
        try {
            now = FileStamp.of(path);
        } catch (IOException e) {
            throw changed("vanished while it was in use", cause == null ? e : cause);
        }
        if (!stamp.equals(now)) {
            throw changed(
                    now.size() < size()
                            ? "was cut from " + size() + " to " + now.size() + " bytes while it was in use"
                            : "was changed by someone else while it was in use",
                    cause);
        }
    }

    private FlashFlowException changed(String what, Throwable cause) {
        PageFaults.settle();
        return new FlashFlowException(
                "File " + path + " " + what + "; open the dataset anew once it is complete.", cause);
    }

    @Override
    public void close() {
        if (readers.close()) {
            maps.forEach(Unmapping::unmap);
            maps.clear();
        }
    }
}
