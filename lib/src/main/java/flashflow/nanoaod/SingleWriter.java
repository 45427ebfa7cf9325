package flashflow.nanoaod;

import flashflow.FlashFlowException;
import flashflow.data.WorkInterrupted;
import flashflow.storage.AtomicFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * Lets one process, and one thread of it, make a file while others wait, who then find it there. Where the file system knows no
 * locks all of them work, which costs time alone: each file appears whole.
 */
final class SingleWriter {
    private static final int MILLISECONDS = 100;

    private SingleWriter() {}

    /**
     * Works when nobody else does.
     *
     * @param waiting told once if somebody else does
     */
    static <T> T alone(Path file, Runnable waiting, Supplier<T> work) {
        Path lockFile = file.resolveSibling("." + file.getFileName() + ".lock");
        try (var channel = open(lockFile)) {
            lock(channel, waiting);
            try {
                return work.get();
            } finally {
                Files.deleteIfExists(lockFile);
            }
        } catch (IOException e) {
            throw new FlashFlowException(
                    "The folder " + file.toAbsolutePath().getParent() + " cannot be written (" + AtomicFile.reason(e)
                            + "); name another one for the result, with NanoAod.of(...).folder(...).",
                    e);
        }
    }

    private static FileChannel open(Path lockFile) throws IOException {
        return FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** Held until the channel is closed; none where the file system has no locks. */
    private static void lock(FileChannel channel, Runnable waiting) {
        boolean told = false;
        while (true) {
            try {
                if (channel.tryLock() != null) {
                    return;
                }
            } catch (OverlappingFileLockException e) {
                // Another thread of this process has it.
            } catch (IOException e) {
                return;
            }
            if (!told) {
                waiting.run();
                told = true;
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(MILLISECONDS);
        } catch (InterruptedException e) {
            throw WorkInterrupted.of("The extraction");
        }
    }
}
