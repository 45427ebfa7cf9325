package flashflow.training.checkpoint;

import flashflow.FlashFlowException;
import flashflow.storage.AtomicFile;
import flashflow.training.state.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A folder of checkpoints that one training at a time may write to. */
public final class CheckpointFolder implements AutoCloseable {
    static final String BEST = "best.safetensors";
    private static final String ENDING = ".safetensors";
    private static final String PATTERN = "checkpoint-*.safetensors";
    private static final String LEFTOVERS = "{checkpoint-*.safetensors,best.safetensors,history.csv}.*.part";

    private final Path folder;
    private final FolderLock lock;

    private CheckpointFolder(Path folder, FolderLock lock) {
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
        var lock = FolderLock.take(folder)
                .orElseThrow(() -> new FlashFlowException("Another training writes its checkpoints into " + folder
                        + " now; wait for its end or choose another folder."));
        var claimed = new CheckpointFolder(folder, lock);
        claimed.removeLeftovers();
        return claimed;
    }

    /** Whether a training writes into a folder now, in this process or another; empty where that cannot be seen. */
    public static Optional<Boolean> isBeingWritten(Path folder) {
        return FolderLock.isHeld(folder);
    }

    private void removeLeftovers() throws IOException {
        for (Path part : matching(folder, LEFTOVERS)) {
            String name = part.getFileName().toString();
            String ending = name.startsWith(HistoryFile.NAME) ? HistoryFile.NAME : ENDING;
            AtomicFile.removeStale(folder.resolve(name.substring(0, name.indexOf(ending) + ending.length())));
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
        Stream.of(best(), folder.resolve(HistoryFile.NAME))
                .filter(Files::exists)
                .forEach(foreign::add);
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
        lock.close();
    }
}
