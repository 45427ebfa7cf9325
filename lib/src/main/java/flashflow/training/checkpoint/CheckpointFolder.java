package flashflow.training.checkpoint;

import flashflow.FlashFlowException;
import flashflow.storage.AtomicFile;
import flashflow.training.state.Position;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A folder of checkpoints that one training at a time may write to. */
public final class CheckpointFolder implements AutoCloseable {
    static final String BEST = "best.safetensors";
    private static final String ENDING = ".safetensors";
    private static final String PATTERN = "checkpoint-*.safetensors";
    private static final String LEFTOVERS = "{checkpoint-*,best}.safetensors.*.part";
    private static final String LOCK = ".lock";

    private final Path folder;
    private final FileChannel lock;

    private CheckpointFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Names sort by progress. */
    public static String name(int epoch, int batch) {
        return String.format(java.util.Locale.ROOT, "checkpoint-%05d-%07d.safetensors", epoch, batch);
    }

    /** Whether a path is meant to be a checkpoint rather than a folder of them. */
    public static boolean isCheckpointName(Path path) {
        return path.getFileName() != null && path.getFileName().toString().endsWith(ENDING);
    }

    /** Oldest first; none if there is no such folder. */
    public static List<Path> list(Path folder) {
        try {
            return Files.isDirectory(folder) ? matching(folder, PATTERN) : List.of();
        } catch (IOException e) {
            throw new FlashFlowException("Cannot read the folder " + folder + " (" + e + ").", e);
        }
    }

    private static List<Path> matching(Path folder, String pattern) throws IOException {
        var found = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(folder, pattern)) {
            entries.forEach(found::add);
        }
        found.sort(null);
        return found;
    }

    /**
     * Makes the folder where it is missing, takes its lock, and removes what killed processes left half written.
     *
     * @throws IOException if it cannot be made or written to
     * @throws FlashFlowException if another training is writing there
     */
    static CheckpointFolder claim(Path folder) throws IOException {
        Files.createDirectories(folder);
        var channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!lock(channel)) {
            channel.close();
            throw new FlashFlowException("Another training writes its checkpoints into " + folder
                    + " now; wait for its end or choose another folder.");
        }
        var claimed = new CheckpointFolder(folder, channel);
        claimed.removeLeftovers();
        return claimed;
    }

    /** The system gives the lock back when a process dies, however it dies. */
    private static boolean lock(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            // Some network file systems have no locks; two trainings in one folder are then the user's to avoid.
            return true;
        }
    }

    private void removeLeftovers() throws IOException {
        for (Path part : matching(folder, LEFTOVERS)) {
            String name = part.getFileName().toString();
            AtomicFile.removeStale(folder.resolve(name.substring(0, name.indexOf(ENDING) + ENDING.length())));
        }
    }

    Path checkpoint(Position position) {
        return folder.resolve(name(position.epoch(), position.batch()));
    }

    Path best() {
        return folder.resolve(BEST);
    }

    /** Deletes the oldest beyond that many; never the one just written. */
    void keepNewest(int count, Path written) throws IOException {
        var files = list(folder);
        for (Path file : files.subList(0, Math.max(0, files.size() - count))) {
            if (!file.equals(written)) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Moves all that is not of the running training into a folder of its own, whose path it gives; null if there is nothing. */
    Path setAside(Predicate<Path> own) throws IOException {
        var foreign = new ArrayList<>(list(folder));
        if (Files.exists(best())) {
            foreign.add(best());
        }
        foreign.removeIf(own);
        if (foreign.isEmpty()) {
            return null;
        }
        Path aside = unused();
        Files.createDirectory(aside);
        for (Path file : foreign) {
            Files.move(file, aside.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
        return aside;
    }

    private Path unused() {
        int number = 1;
        while (Files.exists(folder.resolve("earlier-" + number))) {
            number++;
        }
        return folder.resolve("earlier-" + number);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            // The lock goes with the process.
        }
    }
}
