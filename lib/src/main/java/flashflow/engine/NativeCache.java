package flashflow.engine;

import flashflow.FlashFlowException;
import flashflow.storage.AtomicFile;
import flashflow.storage.Folders;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/**
 * The folder that DJL loads PyTorch's libraries from. DJL takes it as it is, and loads every file in it; one that is cut off,
 * or that another process is still writing, ends the process. So the folder is filled beside its place and renamed, by one
 * process at a time, and what is there already is held against the jars.
 *
 * @param root the folder around it
 * @param name of the folder, which tells version, flavour and platform
 * @param libraries its whole content
 */
record NativeCache(Path root, String name, List<BundledLibrary> libraries) {
    private static final String PART = ".part";

    /**
     * Makes sure that the libraries are there, whole and alone.
     *
     * @throws FlashFlowException if they cannot be unpacked
     */
    void prepare() {
        try {
            if (!fault().isEmpty()) {
                Files.createDirectories(root);
                synchronized (NativeCache.class) {
                    unpackAlone();
                }
            }
        } catch (IOException e) {
            throw new FlashFlowException(
                    "Cannot unpack PyTorch's libraries (" + megabytes() + ") to " + place() + " ("
                            + AtomicFile.reason(e) + "); make room and lift protections there, or "
                            + CacheFolder.nameAnother() + ".",
                    e);
        }
    }

    private Path place() {
        return root.resolve(name);
    }

    private String megabytes() {
        long bytes = libraries.stream().mapToLong(BundledLibrary::size).sum();
        return String.format(Locale.ROOT, "%d MB", bytes / 1_000_000 + 1);
    }

    /** What is wrong with the folder, in the middle of a sentence; the empty string if nothing is. */
    private String fault() throws IOException {
        var check = new FolderCheck(place(), libraries);
        String seen = check.fault();
        if (!seen.isEmpty() || checkedOnce().isChecked() || !Files.isWritable(root)) {
            return seen;
        }
        String read = check.faultOfContent();
        if (read.isEmpty()) {
            checkedOnce().remember();
        }
        return read;
    }

    private CheckedOnce checkedOnce() {
        return new CheckedOnce(root.resolve(name + ".checked"), place(), libraries);
    }

    /** Others wait until it is done and then find it done; where the file system knows no locks, the faster one wins. */
    private void unpackAlone() throws IOException {
        var options = List.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(root.resolve(name + ".lock"), options.toArray(StandardOpenOption[]::new))) {
            if (isLocked(channel)) {
                removeParts();
            }
            String fault = fault();
            if (!fault.isEmpty()) {
                unpack();
                tell(fault);
            }
        }
    }

    private static boolean isLocked(FileChannel channel) {
        try {
            return channel.lock().isValid();
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    /** What killed processes left. */
    private void removeParts() throws IOException {
        try (var parts = Files.newDirectoryStream(root, name + ".*" + PART)) {
            for (Path part : parts) {
                Folders.delete(part);
            }
        }
    }

    private void unpack() throws IOException {
        Path part = Files.createDirectory(unused());
        try {
            for (BundledLibrary library : libraries) {
                library.unpack(part);
            }
            giveItsPlace(part);
            checkedOnce().remember();
        } finally {
            Folders.delete(part);
        }
    }

    private void tell(String fault) {
        if (!fault.equals(FolderCheck.MISSING)) {
            System.err.println("Warning: PyTorch's libraries in " + place() + " were damaged (" + fault
                    + ") and have been unpacked anew.");
        }
    }

    private Path unused() {
        return root.resolve(name + "." + ProcessHandle.current().pid() + "-" + System.nanoTime() + PART);
    }

    /** Processes that have loaded the damaged ones keep them; nobody finds a folder that is half filled. */
    private void giveItsPlace(Path part) throws IOException {
        if (Files.exists(place())) {
            Path aside = unused();
            Files.move(place(), aside, StandardCopyOption.ATOMIC_MOVE);
            Folders.delete(aside);
        }
        try {
            Files.move(part, place(), StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!fault().isEmpty()) {
                throw e;
            }
        }
    }
}
