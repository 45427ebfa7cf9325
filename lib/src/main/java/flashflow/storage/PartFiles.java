package flashflow.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of half-written files, and what is to be removed of them. */
final class PartFiles {
    /** Begins anywhere: in a container every process may have the same id, and find parts of the one before. */
    private static final AtomicLong COUNTER = new AtomicLong(System.nanoTime() & Long.MAX_VALUE >> 1);

    private static final long PID = ProcessHandle.current().pid();

    private PartFiles() {}

    /** A name beside the place that no other writer has, in whatever process of whatever machine. */
    static Path next(Path place) {
        String host = Host.NAME.isEmpty() ? "" : Host.NAME + "-";
        return place.resolveSibling(place.getFileName() + "." + host + PID + "-" + COUNTER.incrementAndGet() + ".part");
    }

    /** A name of a folder for what is made on the way to a place. */
    static Path nextFolder(Path place) {
        return place.resolveSibling("." + next(place).getFileName().toString().replaceFirst("\\.part$", ".work"));
    }

    /** Such folders of a place that were left by dead processes of this machine; a living one holds the lock of a file in its own. */
    static List<Path> staleFolders(Path place, String lock) throws IOException {
        return stale(place, "\\.", "work", folder -> folder.resolve(lock));
    }

    /** Removes the parts of a place that were left by dead processes of this machine. */
    static void removeStale(Path place) throws IOException {
        stale(place, "", "part", part -> part).forEach(PartFiles::deleteQuietly);
    }

    private static List<Path> stale(Path place, String before, String ending, UnaryOperator<Path> lock)
            throws IOException {
        String name = before + Pattern.quote(place.getFileName().toString());
        var pattern = Pattern.compile(name + "\\.(?:" + Pattern.quote(Host.NAME) + "-)?(\\d+)-\\d+\\." + ending);
        var found = new ArrayList<Path>();
        try (var siblings = Files.newDirectoryStream(place.getParent())) {
            for (Path sibling : siblings) {
                Matcher matcher = pattern.matcher(sibling.getFileName().toString());
                if (matcher.matches() && !isAlive(matcher.group(1)) && !isLocked(lock.apply(sibling))) {
                    found.add(sibling);
                }
            }
        }
        return found;
    }

    private static boolean isAlive(String pid) {
        try {
            return ProcessHandle.of(Long.parseLong(pid)).isPresent();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Containers of one host name do not see each other's processes, but the system keeps their locks apart. */
    private static boolean isLocked(Path part) {
        try (var channel = FileChannel.open(part, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock == null;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException | OverlappingFileLockException e) {
            return true;
        }
    }

    static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // Only space is lost; the next write tries again.
        }
    }

    /** Found once, when the first part is named: it may take the system some time. */
    private static final class Host {
        private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");
        static final String NAME = name().strip().replaceAll("[^A-Za-z0-9.]", "_");

        /** Empty where it cannot be found. */
        private static String name() {
            try {
                return Files.isReadable(LINUX)
                        ? Files.readString(LINUX)
                        : InetAddress.getLocalHost().getHostName();
            } catch (IOException e) {
                return "";
            }
        }
    }
}
