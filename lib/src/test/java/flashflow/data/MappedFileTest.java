package flashflow.data;

import static flashflow.data.Hdf5Files.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other programs do to a file between a look at it and the reading of its pages. */
class MappedFileTest {
    private static final int BYTES = 1 << 18;

    @TempDir
    Path folder;

    private Path file() throws IOException {
        return Files.write(folder.resolve("rows.bin"), new byte[BYTES]);
    }

    private static void cut(Path path, long length) {
        try (var raw = new RandomAccessFile(path.toFile(), "rw")) {
            raw.setLength(length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void readAsFloats(MappedFile file, float[] into) {
        file.slice(0, BYTES).asFloatBuffer().get(into);
    }

    /**
     * No rows come out of a reading during which the file is cut. Nearly always the file is named; in about one of a hundred
     * such cases JDK 17 still throws its own error a little later, which no Java code can be sure to catch.
     */
    @Test
    void aFileThatIsCutDuringTheReadingGivesNoRows() throws IOException {
        float[] into = new float[BYTES / 4];
        try (var warm = MappedFile.open(file())) {
            for (int i = 0; i < 3000; i++) {
                warm.reading(() -> {
                    readAsFloats(warm, into);
                    return null;
                });
            }
        }
        for (int i = 0; i < 25; i++) {
            var path = file();
            try (var file = MappedFile.open(path)) {
                var failure = assertThrows(
                        Throwable.class,
                        () -> file.reading(() -> {
                            cut(path, 4096);
                            readAsFloats(file, into);
                            return null;
                        }));
                assertTrue(isNamedOrTheJvmsOwn(failure), failure::toString);
                workAsAnyCallerWould();
            } catch (InternalError late) {
                assertTrue(late.getMessage().contains("unsafe memory access"), late::getMessage);
            }
        }
    }

    private static boolean isNamedOrTheJvmsOwn(Throwable failure) {
        return failure instanceof InternalError
                || failure.getMessage().contains("rows.bin was cut from 262144 to 4096 bytes while it was in use");
    }

    private static void workAsAnyCallerWould() {
        double sum = 0;
        for (int i = 0; i < 10_000; i++) {
            sum += Math.sqrt(i);
        }
        assertEquals(666_616, sum, 1);
    }

    /** A thread that decodes a chunk may outlive the reading that failed; the maps must stay until it has ended. */
    @Test
    void helpersOfAFailedReadingDoNotEndTheJvm() throws IOException {
        for (int i = 0; i < 10; i++) {
            var path = file();
            try (var file = MappedFile.open(path)) {
                assertThrows(
                        Throwable.class,
                        () -> file.reading(() -> {
                            cut(path, 4096);
                            IntStream.range(0, 8)
                                    .parallel()
                                    .forEach(piece -> file.copy(piece * (BYTES / 8), new byte[BYTES / 8]));
                            return null;
                        }));
            }
        }
    }

    /** A failure inside the reading is the file's fault where the file was changed. */
    @Test
    void theChangeIsReportedAndNotItsConsequence() throws IOException {
        var path = file();
        try (var file = MappedFile.open(path)) {
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
        try (var file = MappedFile.open(file())) {
            var failure = new IllegalStateException("not the file's fault");
            assertEquals(
                    failure,
                    assertThrows(
                            IllegalStateException.class,
                            () -> file.reading(() -> {
                                throw failure;
                            })));
            assertRefused(
                    () -> file.reading(() -> {
                        throw new InternalError("a fault occurred");
                    }),
                    "cannot be read (a fault occurred)");
        }
    }
}
