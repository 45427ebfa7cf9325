package flashflow.storage;

import flashflow.FlashFlowException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a file beside its place ({@code NAME.PID-N.part}), forces it to the disk and renames it, so that at every
 * moment the place holds either the whole earlier file or the whole new one. What killed processes left beside it is
 * removed by the next write.
 */
public final class AtomicFile {
    /** Begins anywhere: in a container every process may have the same id, and find parts of the one before. */
    private static final AtomicLong COUNTER = new AtomicLong(System.nanoTime() & Long.MAX_VALUE >> 1);

    private AtomicFile() {}

    /** Fills an open, empty file. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes the whole content.
         *
         * @param channel the file, positioned at its start
         * @throws IOException if it cannot be written
         */
        void writeTo(FileChannel channel) throws IOException;
    }

    /**
     * Writes a file as a whole or not at all.
     *
     * @param file its place; an earlier file there is replaced
     * @param content what to write
     * @throws FlashFlowException if it cannot be written (folder missing or read-only, disk full); the earlier file, if
     *     any, is then untouched
     */
    public static void write(Path file, Content content) {
        Path place = file.toAbsolutePath();
        Path part = place.resolveSibling(
                place.getFileName() + "." + ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet() + ".part");
        try {
            removeLeftovers(place);
            writeForced(part, content);
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder(place.getParent());
        } catch (IOException e) {
            throw new FlashFlowException(
                    "Cannot write " + file + " (" + reason(e)
                            + "); make room or choose another folder, an earlier file of that name is untouched.",
                    e);
        } finally {
            deleteQuietly(part);
        }
    }

    private static void writeForced(Path part, Content content) throws IOException {
        try (var channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            content.writeTo(channel);
            channel.force(true);
        }
    }

    /** Makes the rename itself durable; Windows cannot open folders and does not need it. */
    private static void forceFolder(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static void removeLeftovers(Path place) throws IOException {
        var pattern = Pattern.compile(Pattern.quote(place.getFileName().toString()) + "\\.(\\d+)-\\d+\\.part");
        try (var siblings = Files.newDirectoryStream(place.getParent())) {
            for (Path sibling : siblings) {
                Matcher matcher = pattern.matcher(sibling.getFileName().toString());
                if (matcher.matches() && !isAlive(matcher.group(1))) {
                    deleteQuietly(sibling);
                }
            }
        }
    }

    private static boolean isAlive(String pid) {
        try {
            return ProcessHandle.of(Long.parseLong(pid)).isPresent();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // Only space is lost; the next write tries again.
        }
    }

    /** The file system's exceptions often carry nothing but the path. */
    static String reason(IOException e) {
        String kind = e.getClass().getSimpleName().replace("Exception", "");
        String said = e instanceof java.nio.file.FileSystemException f ? f.getReason() : e.getMessage();
        return said == null || said.isBlank() ? kind : said;
    }
}
