package flashflow.data.parquet;

import static flashflow.data.hdf5.Hdf5Files.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.RowSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are damaged, cut, encrypted or no Parquet, and threads that are interrupted. */
class ParquetDamageTest {
    private static final int ROWS = 500;

    @TempDir
    Path folder;

    private Path written(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "bad", ".parquet"), bytes);
    }

    private static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(ParquetFiles.path(name));
    }

    private static byte[] patched(byte[] bytes, int at, String text) {
        byte[] patched = bytes.clone();
        byte[] patch = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(patch, 0, patched, at < 0 ? bytes.length + at : at, patch.length);
        return patched;
    }

    private void assertBad(byte[] bytes, String... parts) throws IOException {
        var file = written(bytes);
        assertRefused(() -> ParquetDataset.open(file), parts);
    }

    @Test
    void otherFilesAreRefusedInASentence() throws IOException {
        byte[] good = bytes("rle.parquet");
        assertBad(new byte[0], "has 0 bytes");
        assertBad(Arrays.copyOf(good, 11), "has 11 bytes");
        assertBad("pt,eta\n1,2\n3,4\n".getBytes(StandardCharsets.UTF_8), "no Parquet file");
        assertBad(Arrays.copyOf(good, good.length - 1), "truncated");
        assertBad(Arrays.copyOf(good, good.length / 2), "truncated");
        assertBad(patched(good, 0, "PARE"), "encrypted");
        assertBad(patched(good, -4, "PARE"), "encrypted");
        assertBad(patched(good, -8, "\u00ff\u00ff\u00ff\u007f"), "claims a footer of");
        assertBad(patched(good, -8, "\u0003\u0000\u0000\u0000"), "footer cannot be read");
        assertBad(patched(good, -60, "garbage garbage garbage garbage garbage"), "footer cannot be read");
        assertRefused(() -> ParquetDataset.open(folder.resolve("none.parquet")), "does not exist");
    }

    @Test
    void aFileWithoutRowsIsRefused() {
        var empty = ParquetFiles.path("events/year=2023/sample=t%C3%A9 b+b/part-00001.snappy.parquet");
        assertRefused(() -> ParquetDataset.open(empty), "no rows");
    }

    @Test
    void aFileThatIsChangedMeanwhileIsNotRead() throws IOException {
        var file = written(bytes("snappy.parquet"));
        var rows = ParquetFiles.rows(ParquetDataset.open(file), "int64");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        assertRefused(() -> ParquetFiles.readAll(rows), "changed by someone else");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 1000));
        assertRefused(() -> ParquetFiles.readAll(rows), "was cut from");
        Files.delete(file);
        assertRefused(() -> ParquetFiles.readAll(rows), "vanished");
    }

    /** Values in pages have checksums: whatever is read is right. */
    @Test
    void flippedBitsAreNoticed() throws IOException {
        var file = folder.resolve("good.parquet");
        float[] expected = write(file);
        byte[] good = Files.readAllBytes(file);
        var random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            byte[] bad = good.clone();
            bad[4 + random.nextInt(expected.length * 4)] ^= (byte) (1 << random.nextInt(8));
            try {
                float[] found = ParquetFiles.readAll(open(Files.write(folder.resolve("bad.parquet"), bad)));
                assertArrayEquals(expected, found);
            } catch (FlashFlowException e) {
                refused++;
            }
        }
        assertTrue(refused > 350, refused + " noticed");
    }

    private static float[] write(Path file) {
        float[] values = new float[ROWS * 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = ParquetFiles.float32(i);
        }
        try (var writer = ParquetWriter.to(file)
                .columns(List.of("x", "y"))
                .compression(ParquetCompression.NONE)
                .open()) {
            writer.write(values, 0, ROWS, List.of());
            writer.finish();
        }
        return values;
    }

    private static RowSource open(Path file) {
        return ParquetFiles.rows(ParquetDataset.open(file), "x", "y");
    }

    /** Anywhere, headers and footers among them: a sentence or values, never another exception. */
    @ParameterizedTest
    @ValueSource(
            strings = {"none", "snappy", "gzip", "zstd", "lz4", "delta_binary_packed", "byte_stream_split", "structures"
            })
    void damageIsAlwaysASentence(String name) throws IOException {
        byte[] good = bytes(name + ".parquet");
        var random = new Random(17);
        int refused = 0;
        for (int i = 0; i < 60; i++) {
            byte[] bad = good.clone();
            boolean footer = i % 2 == 0;
            for (int flips = 0; flips < 3; flips++) {
                int at = footer ? good.length - 1 - random.nextInt(good.length / 4) : random.nextInt(good.length);
                bad[at] = (byte) random.nextInt();
            }
            refused += readEverything(Files.write(folder.resolve("bad.parquet"), bad)) ? 0 : 1;
        }
        assertTrue(refused > 5, refused + " noticed");
    }

    private static boolean readEverything(Path file) {
        boolean fine = true;
        try {
            var store = ParquetDataset.open(file);
            store.warnings();
            for (String name : ParquetFiles.names(store)) {
                fine &= read(() -> ParquetFiles.readAll(ParquetFiles.rows(store, name)));
            }
        } catch (FlashFlowException e) {
            fine = false;
        }
        return fine;
    }

    private static boolean read(Runnable reading) {
        try {
            reading.run();
            return true;
        } catch (FlashFlowException e) {
            return false;
        }
    }

    @Test
    void anInterruptBreaksNoThreadsReading() {
        var rows = ParquetFiles.rows(ParquetDataset.open(ParquetFiles.path("zstd.parquet")), "float32", "int8");
        float[] all = ParquetFiles.readAll(rows);
        var again = ParquetFiles.rows(ParquetDataset.open(ParquetFiles.path("zstd.parquet")), "float32", "int8");
        Thread.currentThread().interrupt();
        float[] interrupted = ParquetFiles.readAll(again);
        assertTrue(Thread.interrupted());
        assertArrayEquals(all, interrupted);
        assertArrayEquals(all, ParquetFiles.readAll(again));
    }

    @Test
    void manyThreadsReadTheSameWhileSomeAreInterrupted() throws InterruptedException {
        float[] all = ParquetFiles.readAll(ParquetFiles.rows(
                ParquetDataset.open(ParquetFiles.path("snappy.parquet")), "float32", "int8", "uint32"));
        var rows = ParquetFiles.rows(
                ParquetDataset.open(ParquetFiles.path("snappy.parquet")), "float32", "int8", "uint32");
        var right = new AtomicInteger();
        var threads = IntStream.range(0, 8)
                .mapToObj(i -> new Thread(() -> {
                    if (i % 2 == 0) {
                        Thread.currentThread().interrupt();
                    }
                    right.addAndGet(Arrays.equals(all, ParquetFiles.readAll(rows)) ? 1 : 0);
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(8, right.get());
    }

    @Test
    void aColumnIsDecodedOnceAndTheCacheIsBounded() {
        var cache = new ValuesCache();
        var decoded = new AtomicInteger();
        for (int i = 0; i < 20; i++) {
            int group = i % 5;
            cache.get(group, "x", () -> {
                decoded.incrementAndGet();
                return new ColumnValues(new float[1 << 20], new java.util.BitSet());
            });
        }
        assertEquals(5, decoded.get());
        for (int i = 0; i < 50; i++) {
            cache.get(100 + i, "x", () -> new ColumnValues(new float[1 << 20], new java.util.BitSet()));
        }
        assertTrue(cache.held() <= 64 << 20 && cache.held() > 32 << 20, cache.held() + "");
        assertRefused(() -> cache.get(999, "x", () -> {
            throw new FlashFlowException("Not this time.");
        }));
        assertEquals(
                1,
                ((float[]) cache.get(999, "x", () -> new ColumnValues(new float[1], new java.util.BitSet()))
                                .array())
                        .length);
    }
}
