package flashflow.data.hdf5;

import static flashflow.data.hdf5.Hdf5Files.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several files as one dataset, and what happens to it when threads, interrupts or other programs interfere. */
class ManyFilesTest {
    private static final int[] COUNTS = {100, 1, 250, 70, 5000};
    private static final int TOTAL = IntStream.of(COUNTS).sum();

    @TempDir
    Path folder;

    private final List<Path> files = new ArrayList<>();
    private final float[] all = Hdf5WriterTest.rows(TOTAL);

    @BeforeEach
    void write() {
        int done = 0;
        for (int i = 0; i < COUNTS.length; i++) {
            var file = folder.resolve("part" + i + ".h5");
            try (var writer = Hdf5Writer.to(file)
                    .columns(Hdf5Files.LAYOUT)
                    .gzip(i % 2 == 0 ? 0 : 4)
                    .open()) {
                writer.write(all, 5 * done, COUNTS[i]);
                writer.finish();
            }
            done += COUNTS[i];
            files.add(file);
        }
    }

    private Hdf5Dataset open() {
        return Hdf5Dataset.of(Hdf5Files.LAYOUT, files).open();
    }

    private void assertRows(Hdf5Dataset dataset, long first, int count) {
        float[] rows = new float[5 * count];
        dataset.read(first, count, rows, 0);
        for (int i = 0; i < rows.length; i++) {
            assertEquals(all[(int) first * 5 + i], rows[i]);
        }
    }

    @Test
    void joinsTheRows() {
        try (var dataset = open()) {
            assertEquals(TOTAL, dataset.rowCount());
            assertArrayEquals(all, Hdf5Files.readAll(dataset));
            var random = new Random(3);
            for (int i = 0; i < 300; i++) {
                int first = random.nextInt(TOTAL);
                assertRows(dataset, first, 1 + random.nextInt(Math.min(400, TOTAL - first)));
            }
        }
    }

    @Test
    void limitsAcrossFiles() {
        try (var dataset = Hdf5Dataset.of(Hdf5Files.LAYOUT, files).limit(351).open()) {
            assertEquals(351, dataset.rowCount());
            assertRows(dataset, 0, 351);
            assertRefused(() -> dataset.read(351, 1, new float[5], 0), "351");
        }
        try (var dataset =
                Hdf5Dataset.of(Hdf5Files.LAYOUT, files).limit(1_000_000).open()) {
            assertEquals(TOTAL, dataset.rowCount());
        }
    }

    /** Of one that is not compressed, the last value. */
    private void spoil(int file) throws IOException {
        try (var raw = new RandomAccessFile(files.get(file).toFile(), "rw")) {
            raw.seek(raw.length() - 4);
            raw.writeInt(Integer.reverseBytes(Float.floatToRawIntBits(Float.NaN)));
        }
    }

    @Test
    void namesTheFirstFileWithNaN() throws IOException {
        spoil(2);
        spoil(0);
        try (var dataset = open()) {
            assertRefused(
                    () -> Hdf5Files.readAll(dataset), "part0.h5", "row 99, column 'z'", "2 of all " + TOTAL + " rows");
        }
    }

    @Test
    void namesFileAndRowOfNaN() throws IOException {
        spoil(2);
        try (var dataset = open()) {
            assertRefused(
                    () -> Hdf5Files.readAll(dataset), "part2.h5", "row 249, column 'z'", "1 of all " + TOTAL + " rows");
        }
    }

    @Test
    void manyThreadsReadTheSame() throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        try (var dataset = open()) {
            var tasks = new ArrayList<Callable<Void>>();
            for (int t = 0; t < 4; t++) {
                var random = new Random(t);
                tasks.add(() -> {
                    for (int i = 0; i < 200; i++) {
                        assertRows(dataset, random.nextInt(TOTAL - 50), 50);
                    }
                    return null;
                });
            }
            for (var result : pool.invokeAll(tasks)) {
                result.get();
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void anInterruptLeavesItUsable() {
        Thread.currentThread().interrupt();
        try (var dataset = open()) {
            assertTrue(Thread.interrupted(), "the interrupt was kept for the caller");
            Thread.currentThread().interrupt();
            assertArrayEquals(all, Hdf5Files.readAll(dataset));
            assertTrue(Thread.interrupted(), "the interrupt was kept for the caller");
            assertArrayEquals(all, Hdf5Files.readAll(dataset));
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void interruptsFromOutsideLeaveItUsable() throws Exception {
        try (var dataset = open()) {
            var reader = new Thread(() -> {
                for (int i = 0; i < 200; i++) {
                    assertRows(dataset, 0, TOTAL);
                }
            });
            var failure = new Throwable[1];
            reader.setUncaughtExceptionHandler((thread, e) -> failure[0] = e);
            reader.start();
            while (reader.isAlive()) {
                reader.interrupt();
                Thread.sleep(1);
            }
            assertEquals(null, failure[0]);
            assertArrayEquals(all, Hdf5Files.readAll(dataset));
        }
    }

    @Test
    void aFileThatGrowsIsAnError() throws IOException {
        try (var dataset = open()) {
            Files.write(files.get(4), new byte[20], StandardOpenOption.APPEND);
            assertRows(dataset, 0, 421);
            assertRefused(() -> dataset.read(500, 1, new float[5], 0), "part4.h5", "changed by someone else");
        }
    }

    @Test
    void aFileThatVanishesIsAnError() throws IOException {
        try (var dataset = open()) {
            Files.delete(files.get(0));
            assertRefused(() -> dataset.read(5, 1, new float[5], 0), "part0.h5", "vanished");
        }
    }

    /** Reading a mapped page that is gone must not end the JVM. */
    @Test
    void aFileThatIsCutIsAnError() throws IOException {
        try (var dataset = open()) {
            try (var raw = new RandomAccessFile(files.get(4).toFile(), "rw")) {
                raw.setLength(4096);
            }
            assertRefused(() -> dataset.read(5000, 400, new float[2000], 0), "part4.h5", "while it was");
        }
    }

    @Test
    void aFileThatIsReplacedIsAnError() throws IOException {
        try (var dataset = open()) {
            Hdf5Writer.write(files.get(0), dataset.head(100));
            assertRefused(() -> dataset.read(5, 1, new float[5], 0), "part0.h5", "changed by someone else");
        }
    }

    @Test
    void filesAreFreeAfterClosing() throws IOException {
        var dataset = open();
        assertRows(dataset, 0, 500);
        dataset.close();
        assertRefused(() -> dataset.read(0, 1, new float[5], 0), "part0.h5", "was closed");
        assertEquals(0, mapped());
        for (Path file : files) {
            Files.delete(file);
        }
        dataset.close();
    }

    /** How many maps of the files this process holds, where the system tells. */
    private long mapped() throws IOException {
        var maps = Path.of("/proc/self/maps");
        if (!Files.exists(maps)) {
            return 0;
        }
        try (var lines = Files.lines(maps)) {
            return lines.filter(line -> line.contains(folder.toString())).count();
        }
    }
}
