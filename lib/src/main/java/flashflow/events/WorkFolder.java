package flashflow.events;

import flashflow.FlashFlowException;
import flashflow.storage.AtomicFile;
import flashflow.storage.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A folder beside a file to be written, for what lies between: extracted and generated objects. Removed at the end; what killed
 * processes of this machine left is removed by the next.
 */
final class WorkFolder implements AutoCloseable {
    private static final Duration OLD = Duration.ofDays(1);

    private final Path folder;

    private WorkFolder(Path folder) {
        this.folder = folder;
    }

    /** @throws FlashFlowException if the file's folder is missing, read-only or full */
    static WorkFolder beside(Path file) {
        refuseNoName(file);
        Path place = file.toAbsolutePath();
        String name = "." + place.getFileName() + ".";
        try {
            removeLeft(place.getParent(), name);
            String own = name + ProcessHandle.current().pid() + "-";
            return new WorkFolder(Files.createTempDirectory(place.getParent(), own));
        } catch (IOException e) {
            throw new FlashFlowException(
                    "The folder " + place.getParent() + " cannot be written (" + AtomicFile.reason(e)
                            + "); check that it exists, is writable and has room.",
                    e);
        }
    }

    private static void refuseNoName(Path file) {
        if (file.toString().isEmpty() || file.getFileName() == null || Files.isDirectory(file)) {
            throw new FlashFlowException("Cannot write '" + file + "': it is no name of a file; give the name of one.");
        }
    }

    private static void removeLeft(Path parent, String name) throws IOException {
        var pattern = Pattern.compile(Pattern.quote(name) + "(\\d{1,18})-\\d+");
        try (var siblings = Files.newDirectoryStream(parent)) {
            for (Path sibling : siblings) {
                var found = pattern.matcher(sibling.getFileName().toString());
                if (found.matches() && isDead(found.group(1)) && isOld(sibling)) {
                    Folders.delete(sibling);
                }
            }
        }
    }

    private static boolean isDead(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).isEmpty();
    }

    /** A process of another machine may live. */
    private static boolean isOld(Path sibling) throws IOException {
        return Files.getLastModifiedTime(sibling)
                .toInstant()
                .isBefore(Instant.now().minus(OLD));
    }

    Path path() {
        return folder;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        Folders.delete(folder);
    }
}
