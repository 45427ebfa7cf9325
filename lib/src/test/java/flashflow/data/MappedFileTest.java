package flashflow.data;

import static flashflow.data.Hdf5Files.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import flashflow.FlashFlowException;
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

    /** The JVM may report a page that is gone long after the reading, but the caller must never see that. */
    @Test
    void aFileThatIsCutDuringTheReadingIsRefusedThereAndThen() throws IOException {
        float[] into = new float[BYTES / 4];
        try (var warm = MappedFile.open(file())) {
            for (int i = 0; i < 3000; i++) {
                warm.reading(() -> {
                    readAsFloats(warm, into);
                    return null;
                });
            }
        }
        for (int i = 0; i < 100; i++) {
            var path = file();
            try (var file = MappedFile.open(path)) {
                assertRefused(
                        () -> file.reading(() -> {
                            cut(path, 4096);
                            readAsFloats(file, into);
                            return null;
                        }),
                        "rows.bin",
                        "was cut from 262144 to 4096 bytes while it was in use");
                workAsAnyCallerWould();
            }
        }
    }

    private static void workAsAnyCallerWould() {
        double sum = 0;
        for (int i = 0; i < 10_000; i++) {
            sum += Math.sqrt(i);
        }
        assertEquals(666_616, sum, 1);
    }

    /** Several threads decode the chunks of one reading; the errors of all of them must come out in it. */
    @Test
    void otherThreadsOfTheReadingAreCoveredToo() throws IOException {
        for (int i = 0; i < 30; i++) {
            var path = file();
            try (var file = MappedFile.open(path)) {
                assertThrows(
                        FlashFlowException.class,
                        () -> file.reading(() -> {
                            cut(path, 4096);
                            IntStream.range(0, 8)
                                    .parallel()
                                    .forEach(piece -> file.copy(piece * (BYTES / 8), new byte[BYTES / 8]));
                            return null;
                        }));
            }
            IntStream.range(0, 8).parallel().forEach(ignored -> workAsAnyCallerWould());
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
