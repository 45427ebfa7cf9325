package flashflow.data.hdf5.reading;

import static flashflow.data.hdf5.Hdf5Files.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other programs and threads do to a file while it is read. */
class OpenFileTest {
    private static final int BYTES = 3 * OpenFile.PIECE + 11;

    @TempDir
    Path folder;

    private Path file() throws IOException {
        byte[] ones = new byte[BYTES];
        Arrays.fill(ones, (byte) 1);
        return Files.write(folder.resolve("rows.bin"), ones);
    }

    private static void cut(Path path, long length) {
        try (var raw = new RandomAccessFile(path.toFile(), "rw")) {
            raw.setLength(length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] all(OpenFile file) {
        return file.reading(() -> {
            byte[] bytes = new byte[BYTES];
            file.read(0, ByteBuffer.wrap(bytes));
            return bytes;
        });
    }

    @Test
    void aFileThatIsCutDuringTheReadingIsNamed() throws IOException {
        for (int i = 0; i < 25; i++) {
            var path = file();
            try (var file = OpenFile.open(path)) {
                assertRefused(
                        () -> file.reading(() -> {
                            cut(path, 4096);
                            file.read(0, ByteBuffer.allocate(BYTES));
                            return null;
                        }),
                        "rows.bin was cut from " + BYTES + " to 4096 bytes while it was in use");
            }
        }
    }

    /** Whenever the cut comes, there are the right bytes or the file's name, and never anything else. */
    @Test
    void aFileThatIsCutAtAnyMomentGivesTheRightBytesOrNone() throws IOException {
        for (int i = 0; i < 60; i++) {
            var path = file();
            try (var file = OpenFile.open(path)) {
                var cutting = CompletableFuture.runAsync(() -> cut(path, 4096));
                try {
                    while (true) {
                        assertOnes(all(file));
                    }
                } catch (FlashFlowException e) {
                    assertTrue(e.getMessage().contains("rows.bin was cut from"), e::getMessage);
                }
                cutting.join();
            }
        }
    }

    private static void assertOnes(byte[] bytes) {
        assertEquals(BYTES, IntStream.range(0, BYTES).map(i -> bytes[i]).sum());
    }

    /** One thread's interrupt closes the channel of all; none of them may notice. */
    @Test
    void interruptsOfOneThreadDisturbNone() throws IOException {
        var path = file();
        try (var file = OpenFile.open(path)) {
            IntStream.range(0, 400).parallel().forEach(i -> {
                if (i % 3 == 0) {
                    Thread.currentThread().interrupt();
                }
                assertOnes(all(file));
                assertEquals(i % 3 == 0, Thread.interrupted());
            });
        }
    }

    @Test
    void aFileThatIsReplacedIsRefusedAfterAnInterruptToo() throws IOException {
        var path = file();
        try (var file = OpenFile.open(path)) {
            Files.move(
                    Files.write(folder.resolve("other.bin"), new byte[BYTES + 1]),
                    path,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Thread.currentThread().interrupt();
            assertRefused(() -> all(file), "was changed by someone else");
            assertTrue(Thread.interrupted());
        }
    }

    /** Reading goes on in other threads while it is closed. */
    @Test
    void closingEndsTheReadingsOfOthers() throws IOException {
        for (int i = 0; i < 20; i++) {
            var file = OpenFile.open(file());
            var reading = CompletableFuture.runAsync(() -> {
                while (true) {
                    assertOnes(all(file));
                }
            });
            all(file);
            file.close();
            var failure = assertThrows(java.util.concurrent.CompletionException.class, reading::join);
            assertTrue(failure.getMessage().contains("was closed and is read again"), failure::getMessage);
        }
    }

    /** A failure inside the reading is the file's fault where the file was changed. */
    @Test
    void theChangeIsReportedAndNotItsConsequence() throws IOException {
        var path = file();
        try (var file = OpenFile.open(path)) {
            assertRefused(
                    () -> file.reading(() -> {
                        cut(path, BYTES + 1);
                        throw new IllegalStateException("a chunk that makes no sense");
                    }),
                    "was changed by someone else while it was in use");
        }
    }

    @Test
    void otherFailuresAreHandedOn() throws IOException {
        try (var file = OpenFile.open(file())) {
            var failure = new IllegalStateException("not the file's fault");
            assertEquals(
                    failure,
                    assertThrows(
                            IllegalStateException.class,
                            () -> file.reading(() -> {
                                throw failure;
                            })));
        }
    }
}
