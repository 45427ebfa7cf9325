package flashflow.data.hdf5.reading;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.data.Place;
import flashflow.data.hdf5.Hdf5Dataset;
import flashflow.data.hdf5.Hdf5Files;
import flashflow.data.hdf5.Hdf5Writer;
import flashflow.data.hdf5.Hdf5WriterTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dataset of many files holds few handles and little memory. */
class HandlesTest {
    private static final int FILES = 300;
    private static final int ROWS = 40;

    @TempDir
    Path folder;

    private final ArrayList<Path> files = new ArrayList<>();
    private final float[] all = Hdf5WriterTest.rows(FILES * ROWS);

    @BeforeEach
    void write() throws IOException {
        for (int i = 0; i < FILES; i++) {
            var file = folder.resolve("part" + i + ".h5");
            try (var writer = Hdf5Writer.to(file)
                    .columns(Hdf5Files.LAYOUT)
                    .gzip(1)
                    .chunkRows(16)
                    .open()) {
                writer.write(all, 5 * ROWS * i, ROWS);
                writer.finish();
            }
            files.add(file);
        }
    }

    private void assertRows(Hdf5Dataset dataset, int first, int count) {
        float[] rows = new float[5 * count];
        dataset.read(first, count, rows, 0);
        assertArrayEquals(Arrays.copyOfRange(all, 5 * first, 5 * (first + count)), rows);
    }

    @Test
    void fewAreOpenAtATime() throws Exception {
        int before = Handles.open();
        var pool = Executors.newFixedThreadPool(8);
        try (var dataset = Hdf5Dataset.of(Hdf5Files.LAYOUT, files).open()) {
            assertTrue(Handles.open() <= Handles.MOST);
            var tasks = new ArrayList<Callable<Void>>();
            for (int t = 0; t < 8; t++) {
                var random = new Random(t);
                tasks.add(() -> {
                    for (int i = 0; i < 400; i++) {
                        assertRows(dataset, random.nextInt(FILES * ROWS - 50), 50);
                    }
                    return null;
                });
            }
            for (var result : pool.invokeAll(tasks)) {
                result.get();
            }
            assertTrue(Handles.open() <= Handles.MOST);
        } finally {
            pool.shutdown();
        }
        assertTrue(Handles.open() <= before, "all were given back");
        for (Path file : files) {
            Files.delete(file);
        }
    }

    @Test
    void oneCacheServesAllFiles() {
        var cache = new ChunkCache(20_000);
        var read = new ArrayList<Hdf5Storage>();
        for (Path file : files) {
            var open = Hdf5Storage.open(new Place(file, "data"));
            var header = open.dataset("data");
            header.rows(header.matrix(), cache).read(3, 20, new float[100], 0);
            read.add(open);
        }
        assertTrue(cache.held() > 10_000 && cache.held() <= 20_000, () -> cache.held() + " bytes");
        read.forEach(Hdf5Storage::close);
    }

    @Test
    void theChunkUsedLongestAgoGoesFirst() {
        var cache = new ChunkCache(3 * 40);
        for (int chunk = 0; chunk < 3; chunk++) {
            cache.get("file", chunk, i -> new float[10]);
        }
        cache.get("file", 0, i -> new float[10]);
        cache.get("other", 0, i -> new float[10]);
        assertEquals(null, cache.peek("file", 1));
        assertEquals(10, cache.peek("file", 0).length);
        assertEquals(120, cache.held());
        cache.get("file", 7, i -> new float[31]);
        assertEquals(null, cache.peek("file", 7), "larger than all of it");
    }
}
