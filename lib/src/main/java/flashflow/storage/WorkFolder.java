package flashflow.storage;

import flashflow.FlashFlowException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A folder beside a file to be written, for what lies between. Removed at the end; what killed processes of this machine left is removed
 * by the next for a file of that name, what the living have is not.
 */
public final class WorkFolder implements AutoCloseable {
    private static final String LOCK = ".lock";

    private final Path folder;
    private final FileChannel lock;

    private WorkFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** @throws FlashFlowException if the file's folder is missing, read-only or full, or there is a folder of the file's name */
    public static WorkFolder beside(Path file) {
        refuseNoName(file);
        Path place = file.toAbsolutePath();
        try {
            PartFiles.staleFolders(place, LOCK).forEach(Folders::delete);
            return made(PartFiles.nextFolder(place));
        } catch (IOException e) {
            throw new FlashFlowException(
                    "The folder " + place.getParent() + " cannot be written (" + AtomicFile.reason(e)
                            + "); check that it exists, is writable and has room.",
                    e);
        }
    }

    /** Locked as long as it is open: containers of one host name do not see each other's processes. */
    private static WorkFolder made(Path folder) throws IOException {
        Files.createDirectory(folder);
        try {
            var lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            tryLock(lock);
            return new WorkFolder(folder, lock);
        } catch (IOException | RuntimeException e) {
            Folders.delete(folder);
            throw e;
        }
    }

    private static void tryLock(FileChannel channel) {
        try {
            channel.tryLock();
        } catch (IOException e) {
            // The file system has no locks: the process's number has to do.
        }
    }

    private static void refuseNoName(Path file) {
        if (file.toString().isEmpty() || file.getFileName() == null || Files.isDirectory(file)) {
            throw new FlashFlowException("Cannot write '" + file + "': it is no name of a file; give the name of one.");
        }
    }

    /** Where it is. */
    public Path path() {
        return folder;
    }

    /** A place in it. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            // It goes with the folder.
        }
        Folders.delete(folder);
    }
}
