package flashflow.data.parquet;

import flashflow.FlashFlowException;
import flashflow.storage.AtomicFile;
import flashflow.storage.FileStamp;
import flashflow.storage.RegularFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file of which pieces are read by any number of threads, and which has to stay as it was found. It is opened for every piece, so
 * that any number of files takes no handles of the system; not through a channel, which an interrupt of one thread would close
 * for all.
 */
final class UnchangedFile {
    private final Path path;
    private final FileStamp stamp;

    private UnchangedFile(Path path, FileStamp stamp) {
        this.path = path;
        this.stamp = stamp;
    }

    /** @throws FlashFlowException if there is no file */
    static UnchangedFile of(Path path) {
        RegularFile.check(path);
        try {
            return new UnchangedFile(path, FileStamp.of(path));
        } catch (NoSuchFileException e) {
            throw new FlashFlowException("File " + path + " does not exist; check the path.", e);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    Path path() {
        return path;
    }

    long size() {
        return stamp.size();
    }

    /**
     * Reads consecutive bytes.
     *
     * @throws FlashFlowException if the file was changed, cut or removed since it was opened, or the disk fails
     */
    byte[] read(long from, int count) {
        byte[] bytes = new byte[count];
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(from);
            file.readFully(bytes);
        } catch (EOFException e) {
            stamp.refuseChanged(e);
            throw new FlashFlowException(
                    "File " + path + " ends before byte " + (from + count) + "; copy it again, it is damaged.", e);
        } catch (IOException e) {
            stamp.refuseChanged(e);
            throw unreadable(path, e);
        }
        stamp.refuseChanged(null);
        return bytes;
    }

    private static FlashFlowException unreadable(Path path, IOException e) {
        return new FlashFlowException(
                "File " + path + " cannot be read (" + AtomicFile.reason(e) + "); check that it is a readable file.",
                e);
    }
}
