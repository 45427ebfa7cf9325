package flashflow.training.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * What keeps a folder for one training at a time: a lock of the system on a file in it, which goes when the process dies, however it
 * dies. A process never opens a lock file that it holds a second time: by POSIX, closing any of its channels would give the lock back.
 */
final class FolderLock implements AutoCloseable {
    private static final String NAME = ".lock";
    /** Those that this process holds. */
    private static final Set<Object> HELD = new HashSet<>();

    /** Somebody who only looks, as {@link #isHeld} does, is gone in a moment. */
    private static final int TRIES = 5;

    private static final long PAUSE_NANOS = 20_000_000;

    private final Object key;
    private final FileChannel channel;

    private FolderLock(Object key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /**
     * Takes the lock; empty if another training has it.
     *
     * @throws IOException if the folder cannot be written to
     */
    static Optional<FolderLock> take(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        create(file);
        synchronized (HELD) {
            Object key = key(file);
            if (HELD.contains(key)) {
                return Optional.empty();
            }
            var channel = FileChannel.open(file, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                return Optional.empty();
            }
            HELD.add(key);
            return Optional.of(new FolderLock(key, channel));
        }
    }

    private static void create(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            // From an earlier training.
        }
    }

    /** The file itself, where the system tells it, by whatever path. */
    private static Object key(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file.toRealPath() : key;
    }

    private static boolean locked(FileChannel channel) {
        for (int i = 0; i < TRIES; i++) {
            try {
                if (channel.tryLock() != null) {
                    return true;
                }
            } catch (OverlappingFileLockException e) {
                return false;
            } catch (IOException e) {
                // Some network file systems have no locks; two trainings in one folder are then the user's to avoid.
                return true;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return false;
    }

    /** Whether a training, of this process or another, has the lock of a folder; empty where that cannot be seen. */
    static Optional<Boolean> isHeld(Path folder) {
        Path file = folder.resolve(NAME);
        synchronized (HELD) {
            try {
                return Optional.of(HELD.contains(key(file)) || isHeldElsewhere(file));
            } catch (NoSuchFileException e) {
                return Optional.of(false);
            } catch (IOException e) {
                return Optional.empty();
            }
        }
    }

    private static boolean isHeldElsewhere(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ);
                var shared = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return shared == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    @Override
    public void close() {
        synchronized (HELD) {
            try {
                channel.close();
            } catch (IOException e) {
                // The lock goes with the process.
            }
            HELD.remove(key);
        }
    }
}
